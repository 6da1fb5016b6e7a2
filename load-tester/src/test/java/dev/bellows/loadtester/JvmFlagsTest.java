package dev.bellows.loadtester;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The compiler takes a name that is nobody's without a word, so a method that is renamed here or
/// in a library would silently be compiled late again.
class JvmFlagsTest {

  private static final String COMMAND = "-XX:CompileCommand=CompileThresholdScaling,";

  @ParameterizedTest
  @MethodSource("compiledEarlyOrLate")
  void name_methods_that_there_are(String pattern) throws Exception {
    String className = pattern.substring(0, pattern.indexOf("::"));
    String method = pattern.substring(pattern.indexOf("::") + 2);
    Class<?> type = Class.forName(className, false, getClass().getClassLoader());
    assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
        .anyMatch(name ->
            method.endsWith("*")
                ? name.startsWith(method.substring(0, method.length() - 1))
                : name.equals(method));
  }

  static List<String> compiledEarlyOrLate() throws Exception {
    try (Stream<String> flags = Files.lines(Path.of("src/main/jvm/jvm.flags"))) {
      return flags
          .filter(flag -> flag.startsWith(COMMAND))
          .map(flag -> flag.substring(COMMAND.length(), flag.lastIndexOf(',')))
          .toList();
    }
  }
}
