package dev.bellows.controller;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.bellows.controller.cluster.kubernetes.ApiServerDouble;
import dev.bellows.controller.cluster.kubernetes.Shop;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page's editor in a real browser, before the packaged controller on a double of the API
/// server, where the autoscaler belongs to kubectl.
@Tag("acceptance")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TakeOverIT {
  private static final double PATIENCE = 60_000;

  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @Test
  void a_field_of_somebody_else_is_taken_over_only_when_that_is_asked_for() throws IOException {
    try (ApiServerDouble server = new ApiServerDouble()) {
      server.write("kubectl", Shop.DEPLOYMENT, Shop.deployment(1));
      server.write("kubectl", Shop.HPA, Shop.with(Shop.hpa(10), "status", Shop.status(1, 1, 43)));
      server.write("kubelet", Shop.pod("web-1"), Shop.readyPod("web-1"));
      try (PackagedController controller = PackagedController.start(server.settingsOfController());
          Playwright playwright = Playwright.create(withoutDownload());
          Browser browser = playwright.chromium().launch(ofThisMachine())) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        Page page = browser.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(complaints::add);
        page.navigate(controller.address().toString());
        assertThat(page.locator("#hpa-max")).hasText("10");

        page.locator("#hpa-edit").click();
        page.getByLabel("Maximum pods").fill("8");
        assertThat(page.locator("#hpa-dialog pre")).containsText("maxReplicas: 8");
        page.getByText("Apply", exact()).click();

        Locator refusal = page.locator("#hpa-dialog .finding.refused");
        assertThat(refusal).containsText("spec.maxReplicas belongs to kubectl.");
        assertThat(refusal).containsText("take it over");
        assertThat(server.get(Shop.HPA).get("spec").toString()).contains("maxReplicas=10");

        refusal.getByText("Take over and apply").click();

        assertThat(page.getByText("Applied: it holds")).isVisible();
        assertThat(refusal).hasCount(0);
        assertThat(page.getByText("Apply", exact())).isFocused();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() ->
                assertThat(server.get(Shop.HPA).get("spec").toString()).contains("maxReplicas=8"));
        page.getByText("Close", exact()).last().click();
        assertThat(page.locator("#hpa-max")).hasText("8");
        assertThat(complaints).isEmpty();
      }
    }
  }

  private static Playwright.CreateOptions withoutDownload() {
    return new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
  }

  private static BrowserType.LaunchOptions ofThisMachine() {
    Path executable =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                    .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no Chromium is on the PATH"));
    // As root, and in a container, its own sandbox does not work.
    return new BrowserType.LaunchOptions()
        .setExecutablePath(executable)
        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))
        .setTimeout(PATIENCE);
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
