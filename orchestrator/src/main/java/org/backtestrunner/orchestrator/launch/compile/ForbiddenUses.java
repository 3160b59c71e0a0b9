package org.backtestrunner.orchestrator.launch.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import org.backtestrunner.orchestrator.config.document.Problems;

/**
 * Finds in a source what would make a run come out otherwise tomorrow: the clock, random numbers
 * without a seed; and types of the worker that are not meant for it. Whoever hides it from a reader
 * of the source, hides it from this too.
 */
final class ForbiddenUses extends TreePathScanner<Void, Void> {
  private static final String WORKER = "org.backtestrunner.worker";
  private static final String API = WORKER + ".api";
  private static final String CLOCK =
      "the clock is read, by which each run would come out otherwise: the date of the bar is"
          + " view.date()";
  private static final String RANDOM =
      "random numbers without a seed make each run come out otherwise: take those of view.random()";

  private static final Map<String, Set<String>> METHODS =
      Map.of(
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
          "java.util.Calendar", Set.of("getInstance"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
          "java.lang.Math", Set.of("random"),
          "java.lang.StrictMath", Set.of("random"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.util.concurrent.ThreadLocalRandom", Set.of("current"));

  private static final Set<String> OF_RANDOM =
      Set.of(
          "java.lang.Math",
          "java.lang.StrictMath",
          "java.util.UUID",
          "java.util.concurrent.ThreadLocalRandom");

  private static final List<String> CLOCKS =
      List.of("java.util.Date", "java.util.GregorianCalendar");
  private static final List<String> RANDOMS =
      List.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

  private final Trees trees;
  private final CompilationUnitTree unit;
  private Problems problems = new Problems("");
  private boolean good = true;

  ForbiddenUses(JavacTask task, CompilationUnitTree unit) {
    this.trees = Trees.instance(task);
    this.unit = unit;
  }

  /** Reports all of them; tells whether there are none. */
  boolean report(Problems to) {
    problems = to;
    scan(unit, null);
    return good;
  }

  private void refuse(Tree tree, String why) {
    good = false;
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    problems.add((int) unit.getLineMap().getLineNumber(start), "", why);
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
    look(tree);
    return super.visitMemberSelect(tree, nothing);
  }

  @Override
  public Void visitIdentifier(IdentifierTree tree, Void nothing) {
    look(tree);
    return super.visitIdentifier(tree, nothing);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
    look(tree);
    return super.visitMemberReference(tree, nothing);
  }

  @Override
  public Void visitNewClass(NewClassTree tree, Void nothing) {
    Element constructor = trees.getElement(getCurrentPath());
    if (constructor != null && tree.getArguments().isEmpty()) {
      String type = constructor.getEnclosingElement().toString();
      if (CLOCKS.contains(type)) {
        refuse(tree, CLOCK);
      } else if (RANDOMS.contains(type)) {
        refuse(tree, RANDOM);
      }
    }
    return super.visitNewClass(tree, nothing);
  }

  private void look(Tree tree) {
    Element element = trees.getElement(getCurrentPath());
    if (element instanceof TypeElement type) {
      String where = packageOf(type);
      if ((where.equals(WORKER) || where.startsWith(WORKER + ".")) && !where.equals(API)) {
        refuse(
            tree,
            type.getSimpleName() + " is the worker's own: strategies are written against " + API);
      }
    } else if (element != null && element.getEnclosingElement() instanceof TypeElement owner) {
      String type = owner.getQualifiedName().toString();
      String name = element.getSimpleName().toString();
      boolean isNow = type.startsWith("java.time.") && name.equals("now");
      if (isNow || METHODS.getOrDefault(type, Set.of()).contains(name)) {
        refuse(tree, OF_RANDOM.contains(type) ? RANDOM : CLOCK);
      }
    }
  }

  private static String packageOf(TypeElement type) {
    Element element = type;
    while (!(element instanceof PackageElement)) {
      element = element.getEnclosingElement();
    }
    return ((PackageElement) element).getQualifiedName().toString();
  }
}
