// SPDX-License-Identifier: Apache-2.0
def project = new File(request.outputDirectory, request.artifactId)
// A jar keeps no permissions, and Maven's packaging leaves a .gitignore out.
new File(project, 'mvnw').setExecutable(true, false)
new File(project, '.gitignore').text = 'target/\n'
