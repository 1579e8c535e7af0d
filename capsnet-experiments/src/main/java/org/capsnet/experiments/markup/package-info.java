// SPDX-License-Identifier: Apache-2.0
/** What pages and pictures of results have in common: their frame, their style and how text stands in them. */
package org.capsnet.experiments.markup;
