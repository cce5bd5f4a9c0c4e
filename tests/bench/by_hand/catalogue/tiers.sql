select kind from district group by kind order by 1
