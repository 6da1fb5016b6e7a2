package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import dev.bellows.controller.cluster.ClusterEvent;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Set;

/// Refuses to write a type of ours that nobody registered for reflection: a native executable could
/// not write it either, and would say `{}` or fail. So every test of the API tests that as well.
@Singleton
public final class RegisteredTypes implements ObjectMapperCustomizer {
  /// Quarkus finds these itself, because a resource method names them as what it returns.
  private static final Set<Class<?>> FOUND = Set.of(ClusterEvent.class);

  @Override
  public void customize(ObjectMapper json) {
    json.registerModule(
        new SimpleModule("registered-types").setSerializerModifier(new Registered()));
  }

  private static final class Registered extends BeanSerializerModifier {
    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription described, JsonSerializer<?> serializer) {
      Class<?> type = described.getBeanClass();
      if (serializer instanceof BeanSerializerBase
          && type.getName().startsWith("dev.bellows.")
          && !type.isAnnotationPresent(RegisterForReflection.class)
          && !FOUND.contains(type)) {
        throw new IllegalStateException(type + " is not registered for reflection");
      }
      return serializer;
    }
  }
}
