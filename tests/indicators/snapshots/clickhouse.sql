WITH "t1" AS (
  SELECT
    "t0"."source" AS "source",
    "t0"."actor1_country" AS "actor1_country",
    "t0"."actor2_country" AS "actor2_country",
    "t0"."code" AS "code",
    "t0"."root" AS "root",
    "t0"."quad" AS "quad",
    "t0"."happened" AS "happened",
    dateTrunc('WEEK', "t0"."happened") AS "week",
    dateTrunc('WEEK', toDate("t0"."known")) AS "known_week",
    dateTrunc('WEEK', toDate("t0"."superseded")) AS "superseded_week",
    "t0"."count" AS "number"
  FROM "events" AS "t0"
  WHERE
    isNotNull("t0"."happened")
    AND (
      isNull("t0"."happened_end")
      OR (
        "t0"."happened_end" <= (
          "t0"."happened" + INTERVAL '6' DAY
        )
      )
    )
)
SELECT
  "t12"."week" AS "week",
  COALESCE("t12"."count", 0) AS "count",
  COALESCE("t12"."volume", 0) AS "volume",
  COALESCE("t12"."collected", 0) AS "collected"
FROM (
  SELECT
    "t11"."week" AS "week",
    sumIf(
      "t11"."acts",
      COALESCE(
        (
          COALESCE("t11"."actor1_country" IN ('BET'), FALSE)
          AND COALESCE("t11"."actor2_country" IN ('ALF'), FALSE)
        )
        OR (
          COALESCE("t11"."actor1_country" IN ('ALF'), FALSE)
          AND COALESCE("t11"."actor2_country" IN ('BET'), FALSE)
        ),
        FALSE
      )
      AND (
        COALESCE("t11"."quad" IN (3), FALSE) OR COALESCE("t11"."code" IN ('112'), FALSE)
      )
    ) AS "count",
    SUM("t11"."acts") AS "volume",
    SUM("t11"."acts") AS "collected"
  FROM (
    SELECT
      "t10"."source" AS "source",
      "t10"."week" AS "week",
      "t10"."actor1_country" AS "actor1_country",
      "t10"."actor2_country" AS "actor2_country",
      "t10"."code" AS "code",
      "t10"."root" AS "root",
      "t10"."quad" AS "quad",
      "t10"."known_week" AS "known_week",
      "t10"."superseded_week" AS "superseded_week",
      "t10"."acts" AS "acts",
      "t10"."events" AS "events"
    FROM (
      SELECT
        "t9"."source" AS "source",
        "t9"."actor1_country" AS "actor1_country",
        "t9"."actor2_country" AS "actor2_country",
        "t9"."code" AS "code",
        "t9"."root" AS "root",
        "t9"."quad" AS "quad",
        "t9"."week" AS "week",
        "t9"."known_week" AS "known_week",
        "t9"."superseded_week" AS "superseded_week",
        SUM("t9"."acts") AS "acts",
        SUM("t9"."events") AS "events"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t7"."source" AS "source",
            "t7"."actor1_country" AS "actor1_country",
            "t7"."actor2_country" AS "actor2_country",
            "t7"."code" AS "code",
            "t7"."root" AS "root",
            "t7"."quad" AS "quad",
            "t7"."week" AS "week",
            "t7"."known_week" AS "known_week",
            "t7"."superseded_week" AS "superseded_week",
            "t7"."acts" AS "acts",
            0 AS "events"
          FROM (
            SELECT
              "t6"."source" AS "source",
              "t6"."actor1_country" AS "actor1_country",
              "t6"."actor2_country" AS "actor2_country",
              "t6"."code" AS "code",
              "t6"."root" AS "root",
              "t6"."quad" AS "quad",
              "t6"."week" AS "week",
              "t6"."known_week" AS "known_week",
              "t6"."superseded_week" AS "superseded_week",
              COUNT(*) AS "acts"
            FROM (
              SELECT
                "t4"."source" AS "source",
                "t4"."actor1_country" AS "actor1_country",
                "t4"."actor2_country" AS "actor2_country",
                "t4"."code" AS "code",
                "t4"."root" AS "root",
                "t4"."quad" AS "quad",
                "t4"."week" AS "week",
                "t4"."happened" AS "happened",
                "t4"."known_week" AS "known_week",
                "t4"."last" AS "last",
                "t4"."standing" AS "standing",
                CASE WHEN "t4"."standing" > 0 THEN CAST(NULL AS Nullable(DATE)) ELSE "t4"."last" END AS "superseded_week"
              FROM (
                SELECT
                  "t2"."source" AS "source",
                  "t2"."actor1_country" AS "actor1_country",
                  "t2"."actor2_country" AS "actor2_country",
                  "t2"."code" AS "code",
                  "t2"."root" AS "root",
                  "t2"."quad" AS "quad",
                  "t2"."week" AS "week",
                  "t2"."happened" AS "happened",
                  MIN("t2"."known_week") AS "known_week",
                  MAX("t2"."superseded_week") AS "last",
                  SUM(CAST(isNull("t2"."superseded_week") AS Nullable(Int32))) AS "standing"
                FROM "t1" AS "t2"
                GROUP BY
                  "t2"."source",
                  "t2"."actor1_country",
                  "t2"."actor2_country",
                  "t2"."code",
                  "t2"."root",
                  "t2"."quad",
                  "t2"."week",
                  "t2"."happened"
              ) AS "t4"
            ) AS "t6"
            GROUP BY
              "t6"."source",
              "t6"."actor1_country",
              "t6"."actor2_country",
              "t6"."code",
              "t6"."root",
              "t6"."quad",
              "t6"."week",
              "t6"."known_week",
              "t6"."superseded_week"
          ) AS "t7"
        ) AS "t8"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t3"."source" AS "source",
            "t3"."actor1_country" AS "actor1_country",
            "t3"."actor2_country" AS "actor2_country",
            "t3"."code" AS "code",
            "t3"."root" AS "root",
            "t3"."quad" AS "quad",
            "t3"."week" AS "week",
            "t3"."known_week" AS "known_week",
            "t3"."superseded_week" AS "superseded_week",
            0 AS "acts",
            "t3"."events" AS "events"
          FROM (
            SELECT
              "t2"."source" AS "source",
              "t2"."actor1_country" AS "actor1_country",
              "t2"."actor2_country" AS "actor2_country",
              "t2"."code" AS "code",
              "t2"."root" AS "root",
              "t2"."quad" AS "quad",
              "t2"."week" AS "week",
              "t2"."known_week" AS "known_week",
              "t2"."superseded_week" AS "superseded_week",
              SUM("t2"."number") AS "events"
            FROM "t1" AS "t2"
            GROUP BY
              "t2"."source",
              "t2"."actor1_country",
              "t2"."actor2_country",
              "t2"."code",
              "t2"."root",
              "t2"."quad",
              "t2"."week",
              "t2"."known_week",
              "t2"."superseded_week"
          ) AS "t3"
        ) AS "t5"
      ) AS "t9"
      GROUP BY
        "t9"."source",
        "t9"."actor1_country",
        "t9"."actor2_country",
        "t9"."code",
        "t9"."root",
        "t9"."quad",
        "t9"."week",
        "t9"."known_week",
        "t9"."superseded_week"
    ) AS "t10"
    WHERE
      "t10"."source" = 'gdelt'
      AND "t10"."known_week" <= (
        "t10"."week" + INTERVAL '7' DAY
      )
      AND (
        isNull("t10"."superseded_week")
        OR (
          "t10"."superseded_week" > (
            "t10"."week" + INTERVAL '7' DAY
          )
        )
      )
  ) AS "t11"
  GROUP BY
    "t11"."week"
) AS "t12"
