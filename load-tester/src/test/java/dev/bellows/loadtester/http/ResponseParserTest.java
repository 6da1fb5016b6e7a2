package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseParserTest {

  private final ResponseParser parser = new ResponseParser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Pod: demo-1\r\n\r\nhello",
        "HTTP/1.1 200\r\nx-pod:demo-1  \r\ncontent-length:0\r\n\r\n",
        "HTTP/1.1 200 OK\nContent-Length: 2\nX-POD: demo-1\n\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Pod: demo-1\r\n\r\n"
            + "5;x=y\r\nhello\r\n1f\r\n0123456789012345678901234567890\r\n0\r\nTrailer: 1\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-Pod: demo-1\r\nContent-Length: 1\r\n\r\nx"
      })
  void an_answer_is_understood_however_the_network_cuts_it(String answer) throws Exception {
    for (int cut = 0; cut <= answer.length(); cut++) {
      ByteBuf first = buffer(answer.substring(0, cut));
      ByteBuf second = buffer(answer.substring(cut));
      boolean done = parser.read(first);
      assertThat(done).isEqualTo(cut == answer.length());
      assertThat(done || parser.read(second)).isTrue();
      assertThat(second.isReadable() && !done).isFalse();
      assertThat(parser.status()).isEqualTo(200);
      assertThat(parser.pod()).isEqualTo("demo-1");
      assertThat(parser.keepAlive()).isTrue();
    }
    for (int at = 0; at < answer.length(); at++) {
      assertThat(parser.read(buffer(answer.substring(at, at + 1))))
          .isEqualTo(at == answer.length() - 1);
    }
  }

  @Test
  void two_answers_in_one_packet_are_two_answers() throws Exception {
    ByteBuf both =
        buffer(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
    assertThat(parser.read(both)).isTrue();
    assertThat(parser.status()).isEqualTo(200);
    assertThat(parser.read(both)).isTrue();
    assertThat(parser.status()).isEqualTo(503);
    assertThat(both.isReadable()).isFalse();
  }

  @Test
  void a_head_is_read_the_same_whatever_came_before_it() throws Exception {
    String[] answers = {
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Pod: a\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Pod: a\r\n\r\nother",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX-Pod: b\r\n\r\nx",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nno-pd",
      "HTTP/1.1 503 No\r\nX-Pod: a\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 204 OK\r\nX-Pod: b\r\n\r\n",
      "HTTP/1.1 200 OK\r\nX-Pod: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nX-Pod: b\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Pod: a\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nX-Filler: %s\r\nX-Pod: a\r\nContent-Length: 1\r\n\r\ny"
          .formatted("z".repeat(2000)),
    };
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      String answer = answers[random.nextInt(random.nextBoolean() ? 2 : answers.length)];
      ResponseParser alone = new ResponseParser();
      alone.read(buffer(answer));

      int cut = random.nextBoolean() ? 0 : random.nextInt(answer.length());
      ByteBuf rest = buffer(answer.substring(cut));
      assertThat(parser.read(buffer(answer.substring(0, cut)))).isFalse();
      assertThat(parser.read(rest)).isTrue();

      assertThat(rest.isReadable()).isFalse();
      assertThat(parser.status()).isEqualTo(alone.status());
      assertThat(parser.pod()).isEqualTo(alone.pod());
      assertThat(parser.keepAlive()).isEqualTo(alone.keepAlive());
    }
  }

  @Test
  void a_server_that_says_close_gets_no_further_request() throws Exception {
    parser.read(buffer("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n"));
    assertThat(parser.keepAlive()).isFalse();
    parser.read(buffer("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
    assertThat(parser.keepAlive()).isFalse();
    parser.read(buffer("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n"));
    assertThat(parser.keepAlive()).isTrue();
  }

  @Test
  void a_body_without_a_length_ends_with_the_connection() throws Exception {
    assertThat(parser.read(buffer("HTTP/1.1 200 OK\r\n\r\nsome text"))).isFalse();
    assertThat(parser.endsWithConnection()).isTrue();
    assertThat(parser.keepAlive()).isFalse();
  }

  @Test
  void a_body_of_a_gibibyte_is_counted_and_not_kept() throws Exception {
    parser.read(buffer("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"));
    ByteBuf mebibyte = Unpooled.wrappedBuffer(new byte[1 << 20]);
    for (int i = 1; i <= 1024; i++) {
      assertThat(parser.read(mebibyte.readerIndex(0))).isEqualTo(i == 1024);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n"
      })
  void what_is_not_http_is_refused(String answer) {
    assertThatThrownBy(() -> parser.read(buffer(answer)))
        .isInstanceOf(ResponseParser.MalformedResponse.class);
  }

  @Test
  void ten_thousand_headers_are_refused() {
    assertThatThrownBy(() ->
            parser.read(
                buffer("HTTP/1.1 200 OK\r\n" + "X-Filler: 12345\r\n".repeat(10_000) + "\r\n")))
        .hasMessageContaining("longer than 65536 bytes");
  }

  @Test
  void a_line_without_end_is_refused() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                parser.read(buffer("x".repeat(1_000)));
              }
            })
        .hasMessageContaining("longer than 65536 bytes");
  }

  private static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
