/**
 * Factors: formulas on the observations of one symbol. One factor is one class and one line in
 * {@link org.backtestrunner.worker.factor.formulas.Factors}.
 */
package org.backtestrunner.worker.factor.formulas;
