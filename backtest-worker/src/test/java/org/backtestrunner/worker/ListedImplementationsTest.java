package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.strategy.DecisionRule;
import org.backtestrunner.worker.strategy.Strategies;
import org.junit.jupiter.api.Test;

/** A factor or strategy that nobody can choose was forgotten in its list. */
class ListedImplementationsTest {
  @Test
  void everyFactorIsInTheList() throws Exception {
    assertEquals(implementations(Formula.class), classes(Factors.ALL));
  }

  @Test
  void everyStrategyIsInTheList() throws Exception {
    assertEquals(implementations(DecisionRule.class), classes(Strategies.ALL));
  }

  @Test
  void noTwoFactorsHaveOneName() {
    assertEquals(Factors.ALL.size(), Set.copyOf(Factors.OF_ENGINE.names()).size());
  }

  @Test
  void theParameterStrategyOffersTheStrategiesOfTheList() {
    Parameter strategy =
        Parameters.LIST.all().stream()
            .filter(p -> p.name().equals("strategy"))
            .findFirst()
            .orElseThrow();
    assertEquals(Strategies.ALL.stream().map(DecisionRule::name).toList(), strategy.choices());
  }

  private static Set<Class<?>> classes(List<?> listed) {
    return listed.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  /** All classes that implement the interface, nested ones too, in its package. */
  private static Set<Class<?>> implementations(Class<?> type) throws Exception {
    Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = classes.resolve(type.getPackageName().replace('.', '/'));
    Set<Class<?>> found = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String simpleName = file.getFileName().toString().replace(".class", "");
        Class<?> each = Class.forName(type.getPackageName() + "." + simpleName);
        if (type.isAssignableFrom(each) && !Modifier.isAbstract(each.getModifiers())) {
          found.add(each);
        }
      }
    }
    return found;
  }
}
