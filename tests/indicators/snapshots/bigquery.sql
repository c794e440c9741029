WITH `t1` AS (
  SELECT
    `t0`.`source`,
    `t0`.`actor1_country`,
    `t0`.`actor2_country`,
    `t0`.`code`,
    `t0`.`root`,
    `t0`.`quad`,
    `t0`.`happened`,
    DATE_TRUNC(`t0`.`happened`, WEEK(MONDAY)) AS `week`,
    DATE_TRUNC(DATE(`t0`.`known`), WEEK(MONDAY)) AS `known_week`,
    DATE_TRUNC(DATE(`t0`.`superseded`), WEEK(MONDAY)) AS `superseded_week`,
    `t0`.`count` AS `number`
  FROM `events` AS `t0`
  WHERE
    `t0`.`happened` IS NOT NULL
    AND (
      (
        `t0`.`happened_end` IS NULL
      )
      OR (
        `t0`.`happened_end` <= DATE_ADD(`t0`.`happened`, INTERVAL '6' DAY)
      )
    )
)
SELECT
  `t12`.`week`,
  COALESCE(`t12`.`count`, 0) AS `count`,
  COALESCE(`t12`.`volume`, 0) AS `volume`,
  COALESCE(`t12`.`collected`, 0) AS `collected`
FROM (
  SELECT
    `t11`.`week`,
    SUM(
      IF(
        COALESCE(
          (
            COALESCE(`t11`.`actor1_country` IN ('BET'), FALSE)
            AND COALESCE(`t11`.`actor2_country` IN ('ALF'), FALSE)
          )
          OR (
            COALESCE(`t11`.`actor1_country` IN ('ALF'), FALSE)
            AND COALESCE(`t11`.`actor2_country` IN ('BET'), FALSE)
          ),
          FALSE
        )
        AND (
          COALESCE(`t11`.`quad` IN (3), FALSE) OR COALESCE(`t11`.`code` IN ('112'), FALSE)
        ),
        `t11`.`acts`,
        NULL
      )
    ) AS `count`,
    SUM(`t11`.`acts`) AS `volume`,
    SUM(`t11`.`acts`) AS `collected`
  FROM (
    SELECT
      `t10`.`source`,
      `t10`.`week`,
      `t10`.`actor1_country`,
      `t10`.`actor2_country`,
      `t10`.`code`,
      `t10`.`root`,
      `t10`.`quad`,
      `t10`.`known_week`,
      `t10`.`superseded_week`,
      `t10`.`acts`,
      `t10`.`events`
    FROM (
      SELECT
        `t9`.`source`,
        `t9`.`actor1_country`,
        `t9`.`actor2_country`,
        `t9`.`code`,
        `t9`.`root`,
        `t9`.`quad`,
        `t9`.`week`,
        `t9`.`known_week`,
        `t9`.`superseded_week`,
        SUM(`t9`.`acts`) AS `acts`,
        SUM(`t9`.`events`) AS `events`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t7`.`source`,
            `t7`.`actor1_country`,
            `t7`.`actor2_country`,
            `t7`.`code`,
            `t7`.`root`,
            `t7`.`quad`,
            `t7`.`week`,
            `t7`.`known_week`,
            `t7`.`superseded_week`,
            `t7`.`acts`,
            0 AS `events`
          FROM (
            SELECT
              `t6`.`source`,
              `t6`.`actor1_country`,
              `t6`.`actor2_country`,
              `t6`.`code`,
              `t6`.`root`,
              `t6`.`quad`,
              `t6`.`week`,
              `t6`.`known_week`,
              `t6`.`superseded_week`,
              COUNT(*) AS `acts`
            FROM (
              SELECT
                `t4`.`source`,
                `t4`.`actor1_country`,
                `t4`.`actor2_country`,
                `t4`.`code`,
                `t4`.`root`,
                `t4`.`quad`,
                `t4`.`week`,
                `t4`.`happened`,
                `t4`.`known_week`,
                `t4`.`last`,
                `t4`.`standing`,
                IF(`t4`.`standing` > 0, CAST(NULL AS DATE), `t4`.`last`) AS `superseded_week`
              FROM (
                SELECT
                  `t2`.`source`,
                  `t2`.`actor1_country`,
                  `t2`.`actor2_country`,
                  `t2`.`code`,
                  `t2`.`root`,
                  `t2`.`quad`,
                  `t2`.`week`,
                  `t2`.`happened`,
                  MIN(`t2`.`known_week`) AS `known_week`,
                  MAX(`t2`.`superseded_week`) AS `last`,
                  SUM(CAST(`t2`.`superseded_week` IS NULL AS INT64)) AS `standing`
                FROM `t1` AS `t2`
                GROUP BY
                  1,
                  2,
                  3,
                  4,
                  5,
                  6,
                  7,
                  8
              ) AS `t4`
            ) AS `t6`
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              9
          ) AS `t7`
        ) AS `t8`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t3`.`source`,
            `t3`.`actor1_country`,
            `t3`.`actor2_country`,
            `t3`.`code`,
            `t3`.`root`,
            `t3`.`quad`,
            `t3`.`week`,
            `t3`.`known_week`,
            `t3`.`superseded_week`,
            0 AS `acts`,
            `t3`.`events`
          FROM (
            SELECT
              `t2`.`source`,
              `t2`.`actor1_country`,
              `t2`.`actor2_country`,
              `t2`.`code`,
              `t2`.`root`,
              `t2`.`quad`,
              `t2`.`week`,
              `t2`.`known_week`,
              `t2`.`superseded_week`,
              SUM(`t2`.`number`) AS `events`
            FROM `t1` AS `t2`
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              9
          ) AS `t3`
        ) AS `t5`
      ) AS `t9`
      GROUP BY
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9
    ) AS `t10`
    WHERE
      `t10`.`source` = 'gdelt'
      AND `t10`.`known_week` <= DATE_ADD(`t10`.`week`, INTERVAL '7' DAY)
      AND (
        (
          `t10`.`superseded_week` IS NULL
        )
        OR (
          `t10`.`superseded_week` > DATE_ADD(`t10`.`week`, INTERVAL '7' DAY)
        )
      )
  ) AS `t11`
  GROUP BY
    1
) AS `t12`
