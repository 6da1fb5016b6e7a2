package dev.bellows.loadtester.api;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Stream;

/// Refuses to write a type of ours that nobody registered for reflection: a native executable could
/// not write it either, and would say `{}` or fail. So every test of the API tests that as well.
@Singleton
public final class RegisteredTypes implements ObjectMapperCustomizer {
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
          && !isRegistered(type)) {
        throw new IllegalStateException(type + " is not registered for reflection");
      }
      return serializer;
    }

    /// By its own annotation, or by one that names it; one with names registers nothing else.
    private static boolean isRegistered(Class<?> type) {
      return Stream.of(type, IntervalView.class, RunView.Latency.class)
          .filter(holder -> holder.isAnnotationPresent(RegisterForReflection.class))
          .anyMatch(holder -> {
            Class<?>[] named = holder.getAnnotation(RegisterForReflection.class).targets();
            return named.length == 0 ? holder == type : Arrays.asList(named).contains(type);
          });
    }
  }
}
