package dev.bellows.loadtester.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ByteProcessor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads HTTP/1.1 answers as far as a load generator needs: status, end of the body, the headers
/// `Connection` and `X-Pod`. Bodies are counted and thrown away. For one connection.
final class ResponseParser {

  /* A server that answers the same request on the same connection mostly says the same again. So a
   * head is first compared with the one before, all at once, and read only if it differs: what was
   * read of the one before then holds for it, too. */

  /// The answer broke the protocol or a limit; the connection is of no further use.
  static final class MalformedResponse extends Exception {
    MalformedResponse(String message) {
      super(message, null, false, false);
    }
  }

  static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_REMEMBERED_BYTES = 1024;
  static final String UNKNOWN_POD = "unknown";

  private enum State {
    STATUS_LINE,
    HEADERS,
    BODY,
    BODY_UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS
  }

  private State state = State.STATUS_LINE;
  private ByteBuffer lastHead = ByteBuffer.allocate(0);
  private ByteBuf partialLine = Unpooled.EMPTY_BUFFER;
  private int headBytes;
  private int status;
  private boolean keepAlive;
  private boolean chunked;
  private long length;
  private long remaining;
  private byte[] lastPodBytes = {};
  private String lastPod = UNKNOWN_POD;
  private String pod = UNKNOWN_POD;

  int status() {
    return status;
  }

  /// Whether the server will take another request on this connection.
  boolean keepAlive() {
    return keepAlive;
  }

  String pod() {
    return pod;
  }

  /// Whether the end of the connection is the proper end of the answer.
  boolean endsWithConnection() {
    return state == State.BODY_UNTIL_CLOSE;
  }

  /// Reads from the buffer up to the end of an answer at most.
  ///
  /// @return true at the end of an answer; false when more bytes are needed
  boolean read(ByteBuf in) throws MalformedResponse {
    boolean fresh = state == State.STATUS_LINE && !partialLine.isReadable();
    int headStart = in.readerIndex();
    if (fresh && repeatsLastHead(in)) {
      in.skipBytes(lastHead.limit());
      endOfHead();
    }
    while (true) {
      switch (state) {
        case BODY, CHUNK_DATA -> {
          long count = Math.min(remaining, in.readableBytes());
          in.skipBytes((int) count);
          remaining -= count;
          if (remaining > 0) {
            return false;
          }
          if (state == State.BODY) {
            return complete();
          }
          state = State.CHUNK_END;
        }
        case BODY_UNTIL_CLOSE -> {
          in.skipBytes(in.readableBytes());
          return false;
        }
        case STATUS_LINE, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> {
          int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
          if (end < 0) {
            keepPartial(in);
            return false;
          }
          int lineLength = end - in.readerIndex();
          count(lineLength + 1);
          boolean inHead = state == State.HEADERS;
          boolean done;
          if (partialLine.isReadable()) {
            partialLine.writeBytes(in, lineLength);
            ByteBuf whole = partialLine;
            partialLine = Unpooled.EMPTY_BUFFER;
            done = line(whole, 0, whole.writerIndex());
          } else {
            done = line(in, in.readerIndex(), end);
          }
          in.readerIndex(end + 1);
          if (done) {
            return complete();
          }
          if (fresh && inHead && state != State.HEADERS && state != State.STATUS_LINE) {
            remember(in, headStart);
          }
        }
      }
    }
  }

  private boolean repeatsLastHead(ByteBuf in) {
    int length = lastHead.limit();
    return length > 0
        && in.readableBytes() >= length
        && in.nioBufferCount() == 1
        && in.internalNioBuffer(in.readerIndex(), length).mismatch(lastHead) < 0;
  }

  /// Keeps the head that ends here, to which all that was read of it belongs.
  private void remember(ByteBuf in, int start) {
    int length = in.readerIndex() - start;
    if (length > MAX_REMEMBERED_BYTES) {
      return;
    }
    if (length > lastHead.capacity()) {
      lastHead = ByteBuffer.allocate(length);
    }
    in.getBytes(start, lastHead.clear().limit(length));
    lastHead.flip();
  }

  private void keepPartial(ByteBuf in) throws MalformedResponse {
    if (!in.isReadable()) {
      return;
    }
    if (partialLine.readableBytes() + in.readableBytes() > MAX_HEAD_BYTES) {
      throw new MalformedResponse("a line is longer than " + MAX_HEAD_BYTES + " bytes");
    }
    if (!partialLine.isReadable()) {
      partialLine = Unpooled.buffer();
    }
    partialLine.writeBytes(in);
  }

  private void count(int bytes) throws MalformedResponse {
    headBytes += bytes;
    if (headBytes > MAX_HEAD_BYTES) {
      throw new MalformedResponse("the head is longer than " + MAX_HEAD_BYTES + " bytes");
    }
  }

  private boolean complete() {
    state = State.STATUS_LINE;
    headBytes = 0;
    return true;
  }

  /// @return true if the answer ends with this line
  private boolean line(ByteBuf in, int from, int lineEnd) throws MalformedResponse {
    int to = lineEnd > from && in.getByte(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
    switch (state) {
      case STATUS_LINE -> statusLine(in, from, to);
      case HEADERS -> {
        if (to > from) {
          header(in, from, to);
        } else {
          return endOfHead();
        }
      }
      case CHUNK_SIZE -> {
        remaining = number(in, from, to, 16);
        headBytes = 0;
        state = remaining > 0 ? State.CHUNK_DATA : State.TRAILERS;
      }
      case CHUNK_END -> {
        if (to > from) {
          throw new MalformedResponse("a chunk is longer than it said");
        }
        state = State.CHUNK_SIZE;
      }
      case TRAILERS -> {
        return to == from;
      }
      case BODY, BODY_UNTIL_CLOSE, CHUNK_DATA -> throw new IllegalStateException(state.name());
    }
    return false;
  }

  private void statusLine(ByteBuf in, int from, int to) throws MalformedResponse {
    if (to - from < 12
        || in.getByte(from) != 'H'
        || in.getByte(from + 1) != 'T'
        || in.getByte(from + 2) != 'T'
        || in.getByte(from + 3) != 'P'
        || in.getByte(from + 4) != '/'
        || in.getByte(from + 5) != '1'
        || in.getByte(from + 6) != '.'
        || in.getByte(from + 8) != ' '
        || to - from > 12 && in.getByte(from + 12) != ' ') {
      throw new MalformedResponse("the answer does not begin with an HTTP/1.1 status line");
    }
    status = (int) number(in, from + 9, from + 12, 10);
    if (status < 100) {
      throw new MalformedResponse("the status must be between 100 and 999, but was " + status);
    }
    keepAlive = in.getByte(from + 7) != '0';
    lastHead.limit(0);
    chunked = false;
    length = -1;
    pod = UNKNOWN_POD;
    state = State.HEADERS;
  }

  /// Only three letters begin a header of interest, so that most lines cost one comparison.
  private void header(ByteBuf in, int from, int to) throws MalformedResponse {
    switch (in.getByte(from) | 0x20) {
      case 'c' -> {
        if (isNamed(in, from, to, "content-length")) {
          int start = valueStart(in, from + 15, to);
          long value = number(in, start, trimmed(in, start, to), 10);
          if (length >= 0 && length != value) {
            throw new MalformedResponse("the answer states two lengths");
          }
          length = value;
        } else if (isNamed(in, from, to, "connection")) {
          String value = text(in, from + 11, to);
          if (value.contains("close")) {
            keepAlive = false;
          } else if (value.contains("keep-alive")) {
            keepAlive = true;
          }
        }
      }
      case 't' -> {
        if (isNamed(in, from, to, "transfer-encoding")) {
          chunked = text(in, from + 18, to).endsWith("chunked");
        }
      }
      case 'x' -> {
        if (isNamed(in, from, to, "x-pod")) {
          pod(in, valueStart(in, from + 6, to), to);
        }
      }
      default -> {
        // Of no interest.
      }
    }
  }

  private boolean endOfHead() {
    if (status < 200) {
      state = State.STATUS_LINE;
      return false;
    }
    if (status == 204 || status == 304) {
      return true;
    }
    if (chunked) {
      state = State.CHUNK_SIZE;
      headBytes = 0;
      return false;
    }
    if (length < 0) {
      keepAlive = false;
      state = State.BODY_UNTIL_CLOSE;
      return false;
    }
    remaining = length;
    state = State.BODY;
    return false;
  }

  /// A connection nearly always ends at the same pod, so its name is made into a string once.
  private void pod(ByteBuf in, int from, int rawEnd) {
    int to = trimmed(in, from, rawEnd);
    boolean same = to - from == lastPodBytes.length;
    for (int i = 0; same && i < lastPodBytes.length; i++) {
      same = in.getByte(from + i) == lastPodBytes[i];
    }
    if (!same) {
      lastPodBytes = new byte[Math.min(to - from, 253)];
      in.getBytes(from, lastPodBytes);
      lastPod = new String(lastPodBytes, StandardCharsets.US_ASCII);
    }
    pod = lastPod;
  }

  private static boolean isNamed(ByteBuf in, int from, int to, String name) {
    int length = name.length();
    if (to - from <= length || in.getByte(from + length) != ':') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int wanted = name.charAt(i);
      int got = in.getByte(from + i);
      if (got != wanted && (wanted < 'a' || (got | 0x20) != wanted)) {
        return false;
      }
    }
    return true;
  }

  private static int valueStart(ByteBuf in, int from, int to) {
    int start = in.forEachByte(from, to - from, ByteProcessor.FIND_NON_LINEAR_WHITESPACE);
    return start < 0 ? to : start;
  }

  private static int trimmed(ByteBuf in, int from, int to) {
    int end = to;
    while (end > from && in.getByte(end - 1) <= ' ') {
      end--;
    }
    return end;
  }

  private static String text(ByteBuf in, int from, int to) {
    return in.toString(from, to - from, StandardCharsets.US_ASCII)
        .trim()
        .toLowerCase(java.util.Locale.ROOT);
  }

  /// A number up to the end, or up to a chunk's extension.
  private static long number(ByteBuf in, int from, int to, int radix) throws MalformedResponse {
    long value = 0;
    int at = from;
    for (; at < to; at++) {
      int digit = Character.digit(in.getByte(at), radix);
      if (digit < 0) {
        break;
      }
      if (value > Long.MAX_VALUE / radix - radix) {
        throw new MalformedResponse("a length is too large");
      }
      value = value * radix + digit;
    }
    boolean extension = radix == 16 && at < to && (in.getByte(at) == ';' || in.getByte(at) <= ' ');
    if (at == from || at < to && !extension) {
      throw new MalformedResponse("a number was expected in the answer");
    }
    return value;
  }
}
