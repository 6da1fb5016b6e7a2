package dev.bellows.core.scaling.hpa.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Conformity with the API server, on what it answered to specs of all kinds.
///
/// `-Dhpa.admission=FILE` takes another recording of the same format, plain or gzipped, its path
/// relative to the root of the checkout. The last line printed says how many agree.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HpaAdmissionTest {

  @Test
  void answers_what_the_API_server_answered() throws IOException {
    List<RecordedAdmission> recordings =
        AdmissionRecordings.read(Optional.ofNullable(System.getProperty("hpa.admission")));

    List<RecordedAdmission.Disagreement> disagreements =
        recordings.stream().flatMap(recording -> recording.disagreement().stream()).toList();

    int agreeing = recordings.size() - disagreements.size();
    long toTheLetter = recordings.stream().filter(RecordedAdmission::agreesToTheLetter).count();
    // The first line on its own, whatever a test engine printed before without ending its line.
    System.out.printf(
        "%nto the letter, type names and order included: %d%nadmission: %d of %d specs agree%n",
        toTheLetter, agreeing, recordings.size());
    assertThat(recordings).isNotEmpty();
    assertThat(disagreements.stream().findFirst()).as("first differing spec").isEmpty();
  }
}
