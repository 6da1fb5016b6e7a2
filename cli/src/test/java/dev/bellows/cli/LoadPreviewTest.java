package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.schedule.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class LoadPreviewTest {
  private final Shell shell = new Shell();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // options | min | mean | peak | arrivals
        "--rate 40 --duration 100 | 40.0 | 40.0 | 40.0 | 4,000",
        "--rate 40 --shape spike --base 20 --peak 150 --at 30s --for 20s --duration 100 | 8.0 | 18.4 | 60.0 | 1,840",
        "--rate 40 --shape sine --mean 100 --amplitude 50 --period 30s --duration 2m | 20.0 | 40.0 | 60.0 | 4,800",
        "--rate 40 --shape steps --steps 20@30s,45/s@1m --duration 90s | 8.0 | 32.7 | 45.0 | 2,940",
        "--rate 40 --shape ramp --to 200 --duration 100 | 0.0 | 40.0 | 80.0 | 4,000",
        "--rate 40 --shape sawtooth --high 100 --period 10s --clip-low 10/s --duration 60 | 10.0 | 21.3 | 40.0 | 1,275",
        "--rate 40 --shape constant --scale 0.5 --duration 100 | 20.0 | 20.0 | 20.0 | 2,000",
        "--intensity 70 --duration 100 | 133.4 | 133.4 | 133.4 | 13,343"
      })
  void a_dry_run_shows_the_curve_and_its_figures_and_asks_nobody(
      String options, String min, String mean, String peak, String arrivals) {
    assertThat(load(("--arrivals even --dry-run " + options).split(" "))).isZero();

    assertThat(shell.out())
        .contains("min " + min + "   mean " + mean + "   peak " + peak + " requests/s")
        .contains(arrivals + " arrivals in all")
        .contains("Nothing was started");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void a_rate_that_is_too_much_for_one_load_tester_says_how_many_it_takes() {
    load("--rate", "50000", "--dry-run");
    assertThat(shell.out()).doesNotContain("It takes");
    load("--rate", "120000", "--dry-run");
    assertThat(shell.out()).contains("It takes 3 load testers: one sends 50,000 requests/s");
  }

  @Test
  void a_profile_is_previewed_with_its_own_shape() {
    shell.run("load", "chaos", "--arrivals", "even", "--dry-run");

    assertThat(shell.out())
        .contains("steps  over 5 min, even arrivals")
        .contains("peak 285.9 requests/s");
  }

  @Test
  void a_seed_tells_the_very_number_of_poisson_arrivals() {
    load("--rate", "40", "--duration", "100", "--seed", "7", "--dry-run");
    String first = shell.out();
    shell.clear();
    load("--rate", "40", "--duration", "100", "--seed", "7", "--dry-run");

    assertThat(first)
        .isEqualTo(shell.out())
        .containsPattern("4,000 arrivals in all on average, [34],\\d+ with this seed");
  }

  @Test
  void a_recording_is_read_from_its_file() throws IOException {
    Path rates = Files.writeString(folder.resolve("rates.csv"), "time,rate\n0,10\n5,50\n10,0\n");
    Path requests = Files.writeString(folder.resolve("requests.csv"), "7.0\n7.2\n8.1\n8.15\n");

    assertThat(
            load("--shape", "replay", "--csv", rates.toString(), "--duration", "20", "--dry-run"))
        .isZero();
    assertThat(shell.out()).contains("peak 50.0 requests/s").contains("300 arrivals in all");
    assertThat(
            load("--shape", "replay", "--csv", requests.toString(), "--duration", "9", "--dry-run"))
        .isZero();
    assertThat(shell.out()).contains("4 arrivals in all");
  }

  @Test
  void json_holds_the_figures_and_the_rates() {
    load("--rate", "40", "--duration", "60", "--dry-run", "--json");

    assertThat(shell.out())
        .contains(
            "\"shape\":\"constant\"", "\"mean\":40.0", "\"arrivals\":2400.0", "\"rates\":[40.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--shape cube | --shape must be one of constant, ramp, steps",
        "--shape spike --peak 5 | --base must be given",
        "--shape spike --base x --peak 5 | --base must be a level such as 150",
        "--shape sine --mean 10 --amplitude 1 --at 5s | --at needs shape=spike",
        "--rate 5 --clip-low 50 --clip-high 40 | --clip-low must be at most clipHigh",
        "--shape replay --csv absent.csv | --csv must be a file, but there is no absent.csv",
        "--shape replay | --csv must be given",
        "--intensity 201 | --intensity must be between 1 and 200 percent of full load, but was 201",
        "--rate 1000001 | --rate must be between 0.1 and 1000000 requests/s, but was 1000001",
        "--rate 600000 --scale 2 | --intensity must not ask for more than 1000000 requests/s",
        "--rate 5 --duration 30s --warmup 40s | --warmup must end at least 1 s before the run, which lasts 30 s, but was 40",
        "--rate 5 --duration soon | --duration must be a time such as 30s or 2m, but was soon",
        "--rate 5 --duration 2h | --duration must be between 1 and 3600 seconds",
        "--rate 5 --arrivals odd | --arrivals must be one of poisson, even, but was odd",
        "--rate 5 --cpu-millis 0 | --cpu-millis must be between 0.1 and 10000 milliseconds",
        "--users 5 | --users has no curve to show"
      })
  void what_is_wrong_is_said_by_the_name_of_the_option(String options, String sentence) {
    assertThat(load((options + " --dry-run").split(" "))).isEqualTo(64);

    assertThat(shell.err()).startsWith(sentence);
  }

  @Test
  void every_parameter_of_a_shape_is_an_option() {
    Set<String> options =
        Bellows.commandLine().getSubcommands().get("load").getCommandSpec().optionsMap().keySet();

    assertThat(Shape.parameters())
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(options)
                .contains("--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)));
  }

  private int load(String... options) {
    return shell.run(List.of("load", "custom"), options);
  }
}
