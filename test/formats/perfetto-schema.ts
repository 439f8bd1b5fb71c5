import { create, createFileRegistry, type DescMessage } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

type Field = readonly [
  number: number,
  name: string,
  type: keyof typeof FieldDescriptorProto_Type | string,
  repeated?: true,
];

/**
 * The messages of a schedule, as Perfetto publishes them (`protos/perfetto/trace/trace.proto`,
 * `trace_packet.proto`, `track_event/track_event.proto`, `track_event/track_descriptor.proto`,
 * `track_event/counter_descriptor.proto`): numbers, names and types of fields. The tests decode
 * with them and not with the writer's own numbers.
 */
const messages: Readonly<Record<string, readonly Field[]>> = {
  Trace: [[1, 'packet', 'TracePacket', true]],
  TracePacket: [
    [8, 'timestamp', 'UINT64'],
    [10, 'trusted_packet_sequence_id', 'UINT32'],
    [11, 'track_event', 'TrackEvent'],
    [13, 'sequence_flags', 'UINT32'],
    [60, 'track_descriptor', 'TrackDescriptor'],
  ],
  TrackEvent: [
    [9, 'type', 'INT32'],
    [11, 'track_uuid', 'UINT64'],
    [22, 'categories', 'STRING', true],
    [23, 'name', 'STRING'],
    [30, 'counter_value', 'INT64'],
    [44, 'double_counter_value', 'DOUBLE'],
    [47, 'flow_ids', 'FIXED64', true],
    [48, 'terminating_flow_ids', 'FIXED64', true],
  ],
  TrackDescriptor: [
    [1, 'uuid', 'UINT64'],
    [2, 'name', 'STRING'],
    [5, 'parent_uuid', 'UINT64'],
    [8, 'counter', 'CounterDescriptor'],
  ],
  CounterDescriptor: [
    [3, 'unit', 'INT32'],
    [4, 'unit_multiplier', 'INT64'],
  ],
};

/** The schema of Perfetto's `Trace`. */
export function traceSchema(): DescMessage {
  const set = create(FileDescriptorSetSchema, {
    file: [
      {
        name: 'perfetto.proto',
        package: 'perfetto.protos',
        syntax: 'proto2',
        messageType: Object.entries(messages).map(([name, fields]) => ({
          name,
          field: fields.map(([number, fieldName, type, repeated]) => ({
            ...{ name: fieldName, jsonName: camel(fieldName), number },
            label:
              repeated === true
                ? FieldDescriptorProto_Label.REPEATED
                : FieldDescriptorProto_Label.OPTIONAL,
            ...(type in messages
              ? { type: FieldDescriptorProto_Type.MESSAGE, typeName: `.perfetto.protos.${type}` }
              : { type: scalar(type) }),
          })),
        })),
      },
    ],
  });
  const schema = createFileRegistry(set).getMessage('perfetto.protos.Trace');
  if (schema === undefined) throw new Error('the schema has no Trace');
  return schema;
}

function scalar(type: string): FieldDescriptorProto_Type {
  const found = Object.entries(FieldDescriptorProto_Type).find(([name]) => name === type)?.[1];
  if (typeof found !== 'number') throw new Error(`there is no type ${type}`);
  return found;
}

function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
