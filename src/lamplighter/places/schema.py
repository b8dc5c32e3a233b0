"""The SQLite schema of a county pack, format 1, as docs/county-pack.md describes it."""

from __future__ import annotations

FORMAT = 1

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE attribution (position INTEGER PRIMARY KEY, tables TEXT NOT NULL, sentence TEXT NOT NULL,
  licence TEXT NOT NULL, link TEXT NOT NULL);
CREATE TABLE area (id TEXT PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, x REAL NOT NULL,
  y REAL NOT NULL, population INTEGER, deprivation_decile INTEGER, district TEXT NOT NULL, near TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
  town TEXT NOT NULL, district TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, x REAL NOT NULL, y REAL NOT NULL,
  area TEXT NOT NULL, size INTEGER NOT NULL, spread_m REAL NOT NULL, reach_m REAL NOT NULL, outcodes TEXT NOT NULL);
CREATE TABLE place_name (folded TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE VIRTUAL TABLE place_box USING rtree (number, min_lon, max_lon, min_lat, max_lat);
CREATE VIRTUAL TABLE name_index USING fts5 (folded, tokenize = 'trigram', detail = 'none');
CREATE TABLE street_point (place INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, x REAL NOT NULL,
  y REAL NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY (place, lat, lon)) WITHOUT ROWID;
CREATE TABLE postcode (postcode TEXT PRIMARY KEY, lat REAL, lon REAL, x REAL, y REAL, area TEXT NOT NULL,
  town TEXT NOT NULL, district TEXT NOT NULL, ward TEXT NOT NULL, live INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE boundary (number INTEGER PRIMARY KEY, level TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
  geometry TEXT NOT NULL);
CREATE VIRTUAL TABLE boundary_box USING rtree (number, min_lon, max_lon, min_lat, max_lat);
"""
