// SPDX-License-Identifier: Apache-2.0
/** A report of paragraphs, tables and figures, and how it is written as a page, as Markdown, as LaTeX and for a terminal. */
package org.capsnet.experiments.document;
