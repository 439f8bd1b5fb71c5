-- What a person does in Neovim with a file, after the configuration of docs/editors.md. Each result
-- is a line of JSON in the file that HYPERSCHED_RESULTS names.

-- Neovim before 0.8 lacks `vim.lsp.start` and finds types of files in Lua only when asked to.
if vim.lsp.start == nil then
  vim.g.do_filetype_lua = 1
  vim.cmd('runtime filetype.lua')
  vim.lsp.start = function(config)
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
end

local results = assert(io.open(vim.env.HYPERSCHED_RESULTS, 'w'))
local function tell(what, value)
  results:write(vim.json.encode({ what = what, value = value }), '\n')
  results:flush()
end

-- A minute, in ms, for the tests may run beside others.
local patience = 60000

local function wait(condition)
  assert(vim.wait(patience, condition, 20), 'nothing happened within a minute')
end

local function place(needle)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. needle, 'c') > 0, needle)
  return vim.lsp.util.make_position_params(0, 'utf-16')
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, patience))
  local _, answer = next(answers)
  return answer.result
end

vim.cmd('luafile ' .. vim.env.HYPERSCHED_CONFIGURATION)
vim.cmd('edit ' .. vim.env.HYPERSCHED_FILE)

wait(function() return #vim.diagnostic.get(0) > 0 end)
tell('diagnostics', vim.tbl_map(function(found)
  return { line = found.lnum + 1, code = found.code, message = found.message }
end, vim.diagnostic.get(0)))

tell('hover', ask('textDocument/hover', place('guest')).contents.value)

local completion = ask('textDocument/completion', place('wcet'))
tell('completion', vim.tbl_map(function(item) return item.label end, completion.items or completion))

local actions = place('budget')
actions.range = { start = actions.position, ['end'] = actions.position }
actions.context = { diagnostics = {} }
actions.context.diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, actions.position.line)
tell('actions', vim.tbl_map(function(action) return action.title end, ask('textDocument/codeAction', actions)))

local rename = place('guest')
rename.newName = 'renamed'
vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', rename), 'utf-16')
tell('renamed', vim.api.nvim_buf_get_lines(0, 0, -1, true))

if vim.lsp.buf.format then
  vim.lsp.buf.format({ timeout_ms = patience })
else
  vim.lsp.buf.formatting_sync(nil, patience)
end
tell('formatted', vim.api.nvim_buf_get_lines(0, 0, -1, true))

results:close()
vim.cmd('qall!')
