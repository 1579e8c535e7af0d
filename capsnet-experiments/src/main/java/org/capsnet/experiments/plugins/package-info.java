// SPDX-License-Identifier: Apache-2.0
/** Plug-ins from outside: what is wrong with their jars, and how a new one begins. */
package org.capsnet.experiments.plugins;
