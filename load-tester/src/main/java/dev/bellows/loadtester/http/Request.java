package dev.bellows.loadtester.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;

/// A request for one kind of work, encoded once.
final class Request {

  private static final String AGENT = "bellows-load-tester";

  private final double cpuMillis;
  private final ByteBuf bytes;
  private final long address;
  private final int length;
  private final Http2Headers headers;

  Request(HttpEndpoint endpoint, double cpuMillis) {
    this.cpuMillis = cpuMillis;
    String path = endpoint.pathWith(cpuMillis);
    byte[] text =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n\r\n"
            .formatted(path, endpoint.hostHeader(), AGENT)
            .getBytes(StandardCharsets.US_ASCII);
    bytes = Unpooled.directBuffer(text.length).writeBytes(text);
    length = text.length;
    address = bytes.hasMemoryAddress() ? bytes.memoryAddress() : 0;
    headers =
        new DefaultHttp2Headers()
            .method("GET")
            .scheme(endpoint.wire().tls() ? "https" : "http")
            .authority(endpoint.hostHeader())
            .path(path)
            .add("user-agent", AGENT);
  }

  double cpuMillis() {
    return cpuMillis;
  }

  long address() {
    return address;
  }

  int length() {
    return length;
  }

  /// With a reference of its own, which the channel lets go once the bytes are out or can't be: so
  /// that releasing the request never takes the memory away from under a write.
  ByteBuf bytesFrom(int index) {
    return bytes.retainedSlice(index, length - index);
  }

  Http2Headers headers() {
    return headers;
  }

  void release() {
    bytes.release();
  }
}
