package dev.bellows.controller.dashboard;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that starts load although its HTTP method promises only to read. The mark is on
/// the method, so that it holds for every spelling of a path that leads there.
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface StartsLoad {}
