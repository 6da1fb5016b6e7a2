package dev.bellows.controller.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The objects of the target, of which each field has one owner. Calls wait for the cluster.
public interface Upkeep {

  /// How the objects are, and where they are not as they were applied here, or as the bundle has
  /// them.
  List<KeptObject> drift();

  /// Puts back what was applied here and changed by others since; everything else stays. The answer
  /// tells what was put back.
  List<KeptObject> repair();

  /// Applies the objects of the bundle that are absent. The answer tells each object's fate.
  List<KeptObject> deploy();

  /// An object and what there is to say of it.
  ///
  /// @param object kind and name, such as `hpa/demo-app`
  /// @param state `present`, `absent`, `being deleted`, `unknown`, or after a change `applied` or
  ///   `repaired`
  /// @param note a sentence for people; empty when there is nothing to add
  record KeptObject(String object, String state, String note, List<FieldDrift> drift) {}

  /// A field that is not as it was wanted.
  ///
  /// @param ours whether it was applied here; only such a field is put back
  /// @param wanted what was applied here, or what the bundle has
  /// @param live null where the field is gone
  /// @param owner who wrote it last; null where nobody says so
  record FieldDrift(
      String field, boolean ours, Object wanted, @Nullable Object live, @Nullable String owner) {}
}
