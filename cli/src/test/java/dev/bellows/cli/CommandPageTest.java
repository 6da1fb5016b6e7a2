package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// `docs/cli.md` is what the commands say of themselves. After a change of a command: `./mvnw -pl
/// cli -am test -Dtest=CommandPageTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dbellows.docs=write`.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CommandPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cli.md");

  private static final String INTRODUCTION =
      """
      # The command line

      `bellows` runs the bench on this machine and is a client of the controller's API. Start with `bellows up`; everything
      below works in another terminal. The commands that ask a controller find it at `--server`, else at the environment's
      `BELLOWS_SERVER`, else at http://127.0.0.1:31003. `--json` prints what a program wants to read. Colours are left out
      where the output is no terminal, where `NO_COLOR` is set and where `TERM` is `dumb`.

      A load's curve can be seen before anything is started:

      ```
      $ bellows load custom --rate 40 --shape spike --base 20 --peak 150 --at 30s --for 20s --dry-run
      ```

      `bellows monitor` needs a terminal of 60 columns and 16 rows to show all that matters; with less it shows less. Its keys:
      `l` light, `h` heavy, `c` chaos (asks first), `s` stop all load, `?` help, `q` quit.

      What follows is each command's own help; a test holds this page to it.
      """;

  @Test
  void the_page_of_the_commands_says_what_they_say() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    describe(Bellows.commandLine(), "bellows", page);
    if ("write".equals(System.getProperty("bellows.docs"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).content().isEqualTo(page.toString());
  }

  @Test
  void every_command_says_what_it_is_for_and_every_option_what_it_does() {
    check(Bellows.commandLine());
  }

  private static void describe(CommandLine command, String name, StringBuilder page) {
    page.append("\n## ").append(name).append("\n\n```\n");
    command
        .getUsageMessage(Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .forEach(line -> page.append(line).append('\n'));
    page.append("```\n");
    for (var subcommand : command.getSubcommands().entrySet()) {
      describe(subcommand.getValue(), name + " " + subcommand.getKey(), page);
    }
  }

  private static void check(CommandLine command) {
    var spec = command.getCommandSpec();
    assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
    assertThat(spec.options())
        .allSatisfy(option -> assertThat(option.description()).as(option.toString()).isNotEmpty());
    new LinkedHashSet<>(command.getSubcommands().values()).forEach(CommandPageTest::check);
  }
}
