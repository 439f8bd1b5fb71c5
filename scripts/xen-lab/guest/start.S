/* Notes that Xen's domain builder reads, the first instruction, the hypercall page and the stack. */
.macro note type:req, value:vararg
  .balign 4
  .long 4, 2f - 1f, \type
  .asciz "Xen"
1: \value
2: .balign 4
.endm

.section .note.xen, "a", @note
  note 1, .quad start               /* entry */
  note 2, .quad hypercall_page
  note 3, .quad 0                   /* virtual base */
  note 4, .quad 0                   /* physical offset */
  note 5, .asciz "xen-3.0"          /* version of Xen's interface */
  note 6, .asciz "periodic"         /* name of the guest */
  note 8, .asciz "generic"          /* loader */
  note 9, .asciz "yes"              /* PAE, which 64 bits are built on */

.text
.globl start
start:
  cld
  lea stack_top(%rip), %rsp
  mov %rsi, %rdi                    /* the start info page */
  call guest_main
  ud2

.balign 4096
.globl hypercall_page
hypercall_page:
  .skip 4096

.bss
.balign 4096
.globl shared_info_page
shared_info_page:
  .skip 4096
  .skip 16384
stack_top:

.section .note.GNU-stack, "", @progbits
