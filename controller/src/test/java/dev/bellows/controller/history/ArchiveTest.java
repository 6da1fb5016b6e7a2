package dev.bellows.controller.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchiveTest {
  private static final long NOON = 1_763_812_800;
  private static final Duration YEARS = Duration.ofDays(100_000);

  @TempDir private Path folder;
  private final List<String> troubles = new ArrayList<>();

  @Test
  void what_was_recorded_is_there_after_a_restart_across_the_hours() throws IOException {
    try (Archive archive = archive()) {
      History history = new History(Optional.of(archive), NOON);
      for (long second = NOON - 5; second < NOON + 5; second++) {
        history.add(Points.busy(second, 1, 1, 1));
      }
    }
    try (Archive archive = archive()) {
      History history = new History(Optional.of(archive), NOON + 5);
      assertThat(history.between(NOON - 5, NOON + 5)).hasSize(10);
      assertThat(history.newest()).contains(Points.busy(NOON + 4, 1, 1, 1));
    }
  }

  @Test
  void what_is_older_than_the_memory_is_read_from_disk() throws IOException {
    long later = NOON + Duration.ofHours(5).toSeconds();
    try (Archive archive = archive()) {
      History history = new History(Optional.of(archive), NOON);
      history.add(Points.idle(NOON));
    }
    try (Archive archive = archive()) {
      History history = new History(Optional.of(archive), later);
      history.add(Points.idle(later));
      assertThat(history.between(NOON - 10, later)).hasSize(2);
      assertThat(history.between(later - 10, later)).hasSize(1);
    }
  }

  @Test
  void a_line_that_a_crash_cut_short_costs_nothing_but_itself() throws IOException {
    try (Archive archive = archive()) {
      archive.addPoint(NOON, PointText.write(Points.idle(NOON)));
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.filter(f -> f.toString().contains("points")).findFirst().orElseThrow();
      Files.writeString(file, "{\"t\":17638128", StandardOpenOption.APPEND);
    }
    try (Archive archive = archive()) {
      archive.addPoint(NOON + 2, PointText.write(Points.idle(NOON + 2)));
      List<Point> points = new ArrayList<>();
      archive.readPoints(NOON, NOON + 10, points::add);
      assertThat(points).containsExactly(Points.idle(NOON), Points.idle(NOON + 2));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_counted_and_told_once_and_recording_goes_on() throws IOException {
    Path file = folder.resolve("points-2025-11-22T12.jsonl");
    try (Archive archive = archive()) {
      History history = new History(Optional.of(archive), NOON);
      Files.createSymbolicLink(file, Path.of("/dev/full"));
      history.add(Points.idle(NOON));
      history.add(Points.idle(NOON + 1));
      assertThat(archive.lost()).isEqualTo(2);
      assertThat(troubles).hasSize(1).first().asString().contains("cannot be written");
      assertThat(history.between(NOON, NOON + 1)).hasSize(2);
      history.add(Points.idle(NOON + 3_600));
      assertThat(troubles).hasSize(2).last().asString().contains("2 lines were lost");
      assertThat(archive.lost()).isEqualTo(2);
    }
  }

  @Test
  void the_archive_stays_within_its_size_and_its_age() throws IOException {
    String line = PointText.write(Points.busy(NOON, 1, 1, 1));
    long room = 30L * line.length() * 5 / 4;
    try (Archive archive = Archive.open(folder, room, Duration.ofHours(100), troubles::add)) {
      for (int hour = 0; hour < 20; hour++) {
        for (int second = 0; second < 10; second++) {
          archive.addPoint(NOON + hour * 3_600L + second, line);
        }
        assertThat(size()).isLessThanOrEqualTo(room);
      }
    }
    try (Archive archive = Archive.open(folder, room, Duration.ofHours(1), troubles::add)) {
      archive.addPoint(NOON + 40 * 3_600L, line);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(file -> file.toString().contains("points"))).hasSize(1);
      }
    }
  }

  @Test
  void a_folder_belongs_to_one_controller_at_a_time() throws IOException {
    try (Archive first = archive()) {
      assertThat(first.lost()).isZero();
      assertThatThrownBy(this::archive).isInstanceOfAny(IOException.class, RuntimeException.class);
    }
    archive().close();
  }

  @Test
  void mark_ids_go_on_where_they_ended() throws IOException {
    Mark mark = new Mark(77, java.time.Instant.EPOCH, Mark.Kind.WARNING, "a/b", "c");
    try (Archive archive = archive()) {
      new History(Optional.of(archive), NOON).add(Points.busy(NOON, 1, 1, 1, mark));
    }
    try (Archive archive = archive()) {
      assertThat(new History(Optional.of(archive), NOON + 1).lastMarkId()).isEqualTo(77);
    }
  }

  private Archive archive() throws IOException {
    return Archive.open(folder, 1 << 20, YEARS, troubles::add);
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
