package dev.bellows.core.scaling.hpa.admission;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Recorded answers of an API server, one JSON object a line.
final class AdmissionRecordings {

  /// Numbers keep their spelling: `1.0` is no whole number to the API server.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private AdmissionRecordings() {}

  static List<RecordedAdmission> read(Optional<String> file) throws IOException {
    try (InputStream raw = file.isPresent() ? open(file.get()) : bundled();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(unzipped(raw), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank())
          .map(AdmissionRecordings::parsed)
          .toList();
    }
  }

  private static InputStream bundled() {
    return Objects.requireNonNull(
        AdmissionRecordings.class.getResourceAsStream("/hpa-conformance/admission.jsonl.gz"));
  }

  /// A relative path starts where Maven was called.
  private static InputStream open(String file) throws IOException {
    return Files.newInputStream(
        Path.of(System.getProperty("bellows.calledFrom", "")).resolve(file));
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(raw);
    bytes.mark(2);
    boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return zipped ? new GZIPInputStream(bytes) : bytes;
  }

  private static RecordedAdmission parsed(String line) {
    try {
      return JSON.readValue(line, RecordedAdmission.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
