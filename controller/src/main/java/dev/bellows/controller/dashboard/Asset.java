package dev.bellows.controller.dashboard;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file of the page, in memory.
///
/// @param tag its entity tag: changes with the content
record Asset(Buffer plain, Buffer zipped, String tag) {
  private static final int TAG_BYTES = 12;

  static Asset read(String file) {
    try (InputStream stream = Asset.class.getResourceAsStream("/dashboard/" + file)) {
      if (stream == null) {
        throw new FileNotFoundException(file);
      }
      byte[] content = stream.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String tag = "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
      return new Asset(Buffer.buffer(content), Buffer.buffer(zip(content)), tag);
    } catch (IOException e) {
      throw new UncheckedIOException("the dashboard cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(content);
    }
    return zipped.toByteArray();
  }
}
