// SPDX-License-Identifier: Apache-2.0
/** Looks into a trained network while it looks at one image, and shows on a page why it decides as it does. */
package org.capsnet.experiments.microscope;
