META
key;value
description;"A small vote; with ""quotes"" and a semicolon"
country;Germany
vote_type;approval
rule;greedy
num_projects;4
num_votes;6
min_length;1
max_length;3
budget;450
PROJECTS
project_id;cost;name;votes;selected
A/1;100;"Benches; ""long"" ones";4;1
B 2;200;Trees;3;1
Ä-3;300;"Light
in the evening";2;0
4;400;Ping-pong table;0;0
VOTES
voter_id;age;vote
1;44;A/1,B 2,Ä-3
2;45;A/1
3;70;"A/1,B 2"
4;33;Ä-3
5;21;"A/1,A/1,B 2"
6;50;
