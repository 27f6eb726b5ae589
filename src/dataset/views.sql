-- Each view names meeting and source: two versions of one deck are never added up.

-- How much each programme costs; the part with reservation is in the budget.
CREATE VIEW budget_by_programme AS
SELECT m.id AS meeting, m.source_name AS source, p.decision, p.name AS programme, p.projects,
       p.budget_cents / 100.0 AS budget, p.conditional_budget_cents / 100.0 AS conditional_budget
FROM programmes p
JOIN meetings m ON m.sha256 = p.sha256
ORDER BY meeting, source, p.decision, p.budget_cents DESC, programme;

-- The same by the year in which a project begins.
CREATE VIEW budget_by_programme_and_year AS
SELECT m.id AS meeting, m.source_name AS source, p.programme, CAST(substr(p.start, 1, 4) AS INTEGER) AS year,
       count(*) AS projects, sum(p.budget_amount_cents) / 100.0 AS budget
FROM projects p
JOIN meetings m ON m.sha256 = p.sha256
GROUP BY p.sha256, p.programme, year
ORDER BY meeting, source, p.programme, year;

-- What each Land, the federation and other bodies applied for; a project of several counts for each of them.
CREATE VIEW projects_by_land AS
SELECT m.id AS meeting, m.source_name AS source, a.applicant AS land, count(*) AS projects,
       sum(a.position = 1) AS named_first, sum(p.budget_amount_cents) / 100.0 AS budget
FROM project_applicants a
JOIN projects p ON p.sha256 = a.sha256 AND p.id = a.project_id
JOIN meetings m ON m.sha256 = a.sha256
GROUP BY a.sha256, a.applicant
ORDER BY meeting, source, projects DESC, land;

-- What is still due: on the day on which the view is read, or in a session after the one that decided it.
CREATE VIEW open_deadlines AS
SELECT d.date, d.session, d.precision, d.text, d.decision_id, c.title, m.id AS meeting, m.source_name AS source
FROM deadlines d
JOIN decisions c ON c.sha256 = d.sha256 AND c.id = d.decision_id
JOIN meetings m ON m.sha256 = d.sha256
WHERE d.date >= date('now') OR d.session > m.session OR (d.date IS NULL AND d.session IS NULL)
ORDER BY d.date IS NULL, d.date, d.session, d.decision_id, source;

-- Decisions and what they cite; the title of the cited one where the dataset has it, of the same body.
CREATE VIEW citations AS
SELECT m.id AS meeting, m.source_name AS source, c.id AS decision, c.title, r.identifier AS cites, r.clause, r.text,
       (SELECT max(o.title) FROM decisions o JOIN meetings n ON n.sha256 = o.sha256
        WHERE n.body IS m.body AND o.year = CAST(substr(r.identifier, 1, 4) AS INTEGER)
          AND o.number = CAST(substr(r.identifier, 6) AS INTEGER)) AS cited_title
FROM "references" r
JOIN decisions c ON c.sha256 = r.sha256 AND c.id = r.decision_id
JOIN meetings m ON m.sha256 = r.sha256
ORDER BY c.id, source, r.position;

-- Full text: SELECT id, title FROM search WHERE search MATCH 'Datennutzung';
CREATE VIRTUAL TABLE search USING fts5 (kind UNINDEXED, id UNINDEXED, title, text, sha256 UNINDEXED,
                                        tokenize = "unicode61 remove_diacritics 0");

-- What that index holds.
CREATE VIEW searched AS
SELECT 'decision' AS kind, id, coalesce(title, identifier) AS title,
       coalesce(long_title, '') || ' ' || sections AS text, sha256
FROM decisions
UNION ALL SELECT 'programme', id, name, heading, sha256 FROM programmes
UNION ALL SELECT 'project', id, title, coalesce(programme, '') || ' ' || applicants, sha256 FROM projects
UNION ALL SELECT 'member', id, name, roles || ' ' || coalesce(jurisdiction, ''), sha256 FROM members;
