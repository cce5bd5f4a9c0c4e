select framework_code, criterion_no::bigint as criterion_no, standard_no::bigint as standard_no,
    standard_vi, standard_en, name_vi, name_en, is_key
from criterion where framework_code = 'TT20/2018' order by criterion_no
