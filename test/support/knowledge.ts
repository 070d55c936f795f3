import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';

/** Our own knowledge, read once for a file of tests. */
export const knowledge = loadKnowledge([defaultKnowledgeDir()]);
