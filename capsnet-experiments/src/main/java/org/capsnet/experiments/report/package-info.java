// SPDX-License-Identifier: Apache-2.0
/** Results of an experiment as a table, as CSV, as JSON and as a page for a browser. */
package org.capsnet.experiments.report;
