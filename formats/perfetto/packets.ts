import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/**
 * The messages of Perfetto's trace format that a schedule needs. Field numbers are those of
 * Perfetto's public schema: `trace.proto`, `trace_packet.proto`, `track_event.proto`,
 * `track_descriptor.proto`, `counter_descriptor.proto`.
 */

/** The values of `TrackEvent.Type`. */
export const eventType = { sliceBegin: 1, sliceEnd: 2, instant: 3, counter: 4 } as const;

export interface TrackPacket {
  readonly uuid: number;
  readonly parent?: number;
  readonly name: string;
  /** Whether the track holds values instead of slices. */
  readonly counter?: boolean;
}

export interface EventPacket {
  readonly timestamp: number;
  readonly type: (typeof eventType)[keyof typeof eventType];
  readonly track: number;
  readonly name?: string;
  readonly category?: string;
  readonly value?: number;
  /** The flow through this event, and whether it ends here. */
  readonly flow?: number;
  readonly endOfFlow?: number;
}

const SEQUENCE = 1;
const INCREMENTAL_STATE_CLEARED = 1;

/** Writes packets one after the other. Each is field 1 of the `Trace`. */
export class PacketWriter {
  private readonly writer = new BinaryWriter();
  private first = true;

  track({ uuid, parent, name, counter }: TrackPacket): void {
    this.packet(null, () => {
      const { writer } = this;
      writer.tag(60, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.Varint).uint64(uuid);
      writer.tag(2, WireType.LengthDelimited).string(name);
      if (parent !== undefined) writer.tag(5, WireType.Varint).uint64(parent);
      if (counter === true) writer.tag(8, WireType.LengthDelimited).fork().join();
      writer.join();
    });
  }

  event(event: EventPacket): void {
    this.packet(event.timestamp, () => {
      const { writer } = this;
      writer.tag(11, WireType.LengthDelimited).fork();
      writer.tag(9, WireType.Varint).int32(event.type);
      writer.tag(11, WireType.Varint).uint64(event.track);
      if (event.category !== undefined)
        writer.tag(22, WireType.LengthDelimited).string(event.category);
      if (event.name !== undefined) writer.tag(23, WireType.LengthDelimited).string(event.name);
      if (event.value !== undefined) writer.tag(44, WireType.Bit64).double(event.value);
      if (event.flow !== undefined) writer.tag(47, WireType.Bit64).fixed64(event.flow);
      if (event.endOfFlow !== undefined) writer.tag(48, WireType.Bit64).fixed64(event.endOfFlow);
      writer.join();
    });
  }

  /** Takes the bytes written so far; the writer is empty afterwards. */
  take(): Uint8Array<ArrayBuffer> {
    return this.writer.finish();
  }

  private packet(timestamp: number | null, content: () => void): void {
    const { writer } = this;
    writer.tag(1, WireType.LengthDelimited).fork();
    if (timestamp !== null) writer.tag(8, WireType.Varint).uint64(timestamp);
    writer.tag(10, WireType.Varint).uint32(SEQUENCE);
    if (this.first) writer.tag(13, WireType.Varint).uint32(INCREMENTAL_STATE_CLEARED);
    this.first = false;
    content();
    writer.join();
  }
}
