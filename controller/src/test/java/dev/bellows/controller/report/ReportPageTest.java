package dev.bellows.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportPageTest {
  private static final String EVIL =
      "{\"title\":\"</script><script>alert(1)</script> {{styles}} $1\"}";

  private final String page = ReportPage.of(EVIL);

  @Test
  void the_report_is_in_the_page_and_cannot_leave_its_element() throws IOException {
    String json = element("<script type=\"application/json\" id=\"report\">", "</script>");
    assertThat(json).doesNotContain("<");
    assertThat(new ObjectMapper().readTree(json)).isEqualTo(new ObjectMapper().readTree(EVIL));
  }

  @Test
  void nothing_is_left_to_load_or_to_fill_in() {
    assertThat(page.replace(EVIL.replace("<", "\\u003c"), ""))
        .doesNotContain("{{")
        .doesNotContainPattern("(?m)^(import|export) ")
        .doesNotContainPattern("(src|href)=\"(?!data:)");
  }

  @Test
  void modules_that_are_joined_declare_no_name_twice() {
    String modules = element("<script type=\"module\">", "</script>");
    List<String> names =
        Pattern.compile("(?m)^(?:const|let|class|function) (\\w+)")
            .matcher(modules)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(names).contains("Series", "Lanes", "clock").doesNotHaveDuplicates();
  }

  private String element(String begin, String end) {
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf(end, from));
  }
}
