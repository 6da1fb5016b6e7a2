package dev.bellows.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The note that a running lab leaves, so that `bellows down` finds it: its process and when that
/// started. The start time tells a live lab from another process that got the number of a dead one.
record LabFile(Path path) {

  static LabFile of(Home home, Ports ports) {
    return new LabFile(home.labFile(ports));
  }

  void write() throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, identity(ProcessHandle.current()));
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  Optional<ProcessHandle> runningLab() {
    try {
      String noted = Files.readString(path);
      return ProcessHandle.of(Long.parseLong(noted.substring(0, noted.indexOf(' '))))
          .filter(process -> identity(process).equals(noted));
    } catch (IOException | RuntimeException noLab) {
      return Optional.empty();
    }
  }

  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
  }
}
