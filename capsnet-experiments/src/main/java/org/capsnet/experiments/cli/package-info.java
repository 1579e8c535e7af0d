// SPDX-License-Identifier: Apache-2.0
/**
 * The commands. Each is a class that says what a user may type and hands the work to a package of its own or to a
 * class beside it; {@link org.capsnet.experiments.cli.CapsnetCommand} lists them.
 */
package org.capsnet.experiments.cli;
