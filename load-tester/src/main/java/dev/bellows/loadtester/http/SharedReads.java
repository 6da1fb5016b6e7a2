package dev.bellows.loadtester.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// One buffer into which all connections of a thread read in turn. It works because what is read is
/// looked at and thrown away before the next connection reads; who keeps it makes the next one get
/// a buffer of its own.
final class SharedReads extends DefaultMaxMessagesRecvByteBufAllocator {

  private static final int BYTES = 64 * 1024;

  private final ByteBuf shared = Unpooled.directBuffer(BYTES, BYTES);

  @Override
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return BYTES;
      }

      @Override
      public ByteBuf allocate(ByteBufAllocator allocator) {
        return shared.refCnt() == 1 ? shared.retain().clear() : allocator.directBuffer(BYTES);
      }
    };
  }

  void release() {
    shared.release();
  }
}
