import type Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { aRecord } from '../support/records.ts';
import { freshClient, freshStore, putIn } from '../support/store.ts';

describe('the rules of the database', () => {
  let client: Database.Database;
  const run = (sql: string) => () => client.exec(sql);
  const story = 'a story 😀 that TASS told';

  beforeEach(() => {
    client = freshClient();
    client.exec(`
      insert into source (id, uid, name, name_key, look_key, shown_key, kind) values
        (1, 's1', 'A', 'a', 'A', 'a', 'agency'), (2, 's2', 'B', 'b', 'B', 'b', 'agency'), (3, 's3', 'C', 'c', 'C', 'c', 'agency');
      insert into document (id, uid, publisher_id, title, title_key) values
        (1, 'd1', 1, 'A story', 'a story'), (2, 'd2', 1, 'No text', 'no text');
      insert into document_text (document_id, text) values (1, '${story}');
      insert into claim (id, uid, text, language, status, revision, created_at, updated_at) values
        (1, 'c1', 'One', 'en', 'draft', 1, '', ''), (2, 'c2', 'Two', 'en', 'draft', 1, '', '');
      insert into statement (claim_id, seq, uid, source_id, document_id, stated_at, stance, basis) values
        (1, 1, 't1', 1, 1, null, 'asserts', 'told'), (1, 2, 't2', 2, null, '2025', 'asserts', 'told'),
        (1, 3, 't3', 3, null, null, 'asserts', 'told'), (2, 4, 't4', 3, null, null, 'asserts', 'told');
      insert into attribution (claim_id, citing, cited, uid, manner) values (1, 1, 2, 'a1', 'cites');
    `);
  });

  const anEvidence = (start: string, end: string, exact: string, document = 1): string =>
    `insert into evidence (claim_id, citing, cited, position, document_id, exact, start, "end")
     values (1, 1, 2, 0, ${document}, '${exact}', ${start}, ${end})`;
  const aStatement = (values: string): string =>
    `insert into statement (claim_id, seq, uid, source_id, document_id, stated_at, stance, basis) values (${values})`;
  const parentOf = (child: number, parent: number | null): string =>
    `update source set parent_id = ${parent}, parent_relation = ${parent === null ? 'null' : "'part-of'"} where id = ${child}`;

  test('the database refuses a family that goes round in a loop', () => {
    expect(run(parentOf(1, 1))).toThrow('source_family');
    client.exec(parentOf(1, 2));
    expect(run(parentOf(2, 1))).toThrow('source_family');
    client.exec(parentOf(2, 3));
    expect(run(parentOf(3, 1))).toThrow('source_family');
    client.exec(parentOf(1, null));
    client.exec(parentOf(3, 1));
  });

  test('the database refuses a parent without a relation and a relation without a parent', () => {
    expect(run("update source set parent_relation = 'part-of' where id = 1")).toThrow('source_parent_whole');
    expect(run('update source set parent_id = 2 where id = 1')).toThrow('source_parent_whole');
  });

  test('the database refuses a relation to the claim itself, and the same one twice', () => {
    const relate = (claim: number, other: string) =>
      run(`insert into claim_relation (claim_id, relation, other_uid) values (${claim}, 'became', '${other}')`);
    expect(relate(1, 'c1')).toThrow('claim_relation_itself');
    relate(1, 'c2')();
    relate(2, 'c1')();
    relate(1, 'a claim that is not here')();
    expect(relate(1, 'c2')).toThrow('UNIQUE');
  });

  test.each([
    ['at another place', '10', '14', 'TASS'],
    ['one place off, as UTF-16 counts', '16', '20', 'TASS'],
    ['without its place', 'null', 'null', 'TASS'],
    ['in other letters', '15', '19', 'Tass'],
    ['past the end', '100', '104', 'TASS'],
  ])('the database refuses an excerpt %s in a text that is kept', (_, start, end, exact) => {
    expect(run(anEvidence(start, end, exact))).toThrow('evidence_in_text');
  });

  test('the database accepts an excerpt at its place in the text, and any of a document without text', () => {
    client.exec(anEvidence('15', '19', 'TASS'));
    client.exec(anEvidence('null', 'null', 'anything', 2).replace('2, 0,', '2, 1,'));
    expect(client.prepare('select count(*) from evidence').pluck().get()).toBe(2);
  });

  test('the database refuses an excerpt with half a place, a backward place or no words', () => {
    expect(run(anEvidence('1', 'null', 'x', 2))).toThrow('evidence_span');
    expect(run(anEvidence('3', '2', 'x', 2))).toThrow('evidence_span');
    expect(run(anEvidence('-1', '2', 'x', 2))).toThrow('evidence_span');
    expect(run(anEvidence('null', 'null', '', 2))).toThrow('evidence_exact');
  });

  test('the database refuses a text that loses an excerpt, changed or new', () => {
    client.exec(anEvidence('15', '19', 'TASS'));
    expect(run("update document_text set text = 'an older story' where document_id = 1")).toThrow(
      'text_keeps_evidence',
    );
    client.exec(`update document_text set text = '${story} and more' where document_id = 1`);
    client.exec(anEvidence('null', 'null', 'TASS', 2).replace('2, 0,', '2, 1,'));
    expect(run(`insert into document_text values (2, '${story}')`)).toThrow('text_keeps_evidence');
    client.exec('update evidence set start = 15, "end" = 19 where document_id = 2');
    client.exec(`insert into document_text values (2, '${story}')`);
  });

  test('the database refuses a statement that cites itself', () => {
    const sql = "insert into attribution (claim_id, citing, cited, uid, manner) values (1, 1, 1, 'x', 'cites')";
    expect(run(sql)).toThrow('attribution_not_itself');
  });

  test('the database refuses an attribution to a statement of another claim', () => {
    const sql = "insert into attribution (claim_id, citing, cited, uid, manner) values (1, 1, 4, 'x', 'cites')";
    expect(run(sql)).toThrow('FOREIGN KEY');
  });

  test('the database refuses a second attribution of the same two statements, except the other way round', () => {
    const join = (citing: number, cited: number) =>
      `insert into attribution (claim_id, citing, cited, uid, manner) values (1, ${citing}, ${cited}, 'x', 'cites')`;
    expect(run(join(1, 2))).toThrow('UNIQUE');
    client.exec(join(2, 1));
  });

  test('the database refuses two statements that are the same node', () => {
    expect(run(aStatement("1, 9, 'x', 1, 1, '2025', 'asserts', 'told'"))).toThrow('statement_identity');
    expect(run(aStatement("1, 9, 'x', 2, null, '2025', 'asserts', 'told'"))).toThrow('statement_identity');
    expect(run(aStatement("1, 9, 'x', 3, null, null, 'asserts', 'told'"))).toThrow('statement_identity');
  });

  test('the database accepts statements that differ in source, stance, document, date or claim', () => {
    client.exec(aStatement("1, 9, 'x1', 1, 1, null, 'denies', 'told'"));
    client.exec(aStatement("1, 10, 'x2', 1, 2, null, 'asserts', 'told'"));
    client.exec(aStatement("1, 11, 'x3', 1, null, null, 'asserts', 'told'"));
    client.exec(aStatement("1, 12, 'x4', 2, null, '2025-01', 'asserts', 'told'"));
    client.exec(aStatement("1, 13, 'x5', 2, null, null, 'asserts', 'told'"));
    // A document's number is no date: document 1 and the date "1" are told apart.
    client.exec(aStatement("1, 14, 'x6', 1, null, '1', 'asserts', 'told'"));
    client.exec(aStatement("2, 15, 'x7', 2, null, '2025', 'asserts', 'told'"));
  });

  test('the database refuses a reason for a retraction without a date', () => {
    expect(run("update statement set retraction_reason = 'wrong' where seq = 1")).toThrow('statement_retraction');
  });

  test('the database refuses values that the format does not have', () => {
    expect(run("update claim set status = 'gone'")).toThrow('claim_status_value');
    expect(run("update source set kind = 'robot'")).toThrow('source_kind');
    expect(run("update statement set stance = 'hopes'")).toThrow('statement_stance');
    expect(run("update statement set basis = 'felt'")).toThrow('statement_basis');
    expect(run("update attribution set manner = 'hums'")).toThrow('attribution_manner');
    expect(run("update claim set revision = 'two'")).toThrow('cannot store TEXT value in INTEGER column');
  });

  test('the database refuses to delete a record that others refer to', () => {
    for (const sql of [
      'source where id = 1',
      'document where id = 1',
      'claim where id = 1',
      'statement where seq = 1',
    ]) {
      expect(run(`delete from ${sql}`)).toThrow('FOREIGN KEY');
    }
  });

  test('the database refuses to update a counter row: it is replaced', () => {
    client.exec(
      'insert into claim_source values (1, 1, 1, 1, 1, 0, 0, 0); insert into claim_pair values (1, 1, 2, 1, 1)',
    );
    client.exec('insert into claim_distance values (1, 1, 0, 1, 1)');
    expect(run('update claim_source set statements = 9')).toThrow('rows are replaced');
    expect(run('update claim_pair set attributions = 9')).toThrow('rows are replaced');
    expect(run('update claim_distance set statements = 9')).toThrow('rows are replaced');
  });

  test('the database refuses a history row that is not JSON', () => {
    const sql = "insert into history values ('x', 1, 'claim', '', '', 'create', null, 'oops')";
    expect(run(sql)).toThrow('history_changes');
  });
});

describe('the catalogue revision', () => {
  test('the catalogue revision grows when a known source or document changes, not when one is added', async () => {
    const { store, client } = freshStore();
    const read = (): unknown => client.prepare('select revision from catalogue').pluck().get();
    await putIn(store, aRecord('counted', 'ians->tass', { seen: 'ians->tass' }));
    expect(read()).toBe(0);
    client.exec("update source set name = 'Renamed' where id = 1");
    expect(read()).toBe(1);
    client.exec("update document set title = 'Renamed' where id = 1");
    expect(read()).toBe(2);
  });
});
