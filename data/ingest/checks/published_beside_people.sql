-- warn: a province sent people for a year whose published figures are here as well; the people are counted

select
    'so_lieu_cong_bo' as file,
    published_cell.row_no,
    'Tỉnh/Thành phố' as header,
    province.name_vi
    || ' '
    || published_cell.report_year
    || ' '
    || published_cell.audience as value
from published_cell
inner join province on published_cell.province_code = province.province_code
semi join given_person_year
    on
        published_cell.province_code = given_person_year.province_code
        and published_cell.report_year = given_person_year.school_year
        and published_cell.audience = given_person_year.audience
