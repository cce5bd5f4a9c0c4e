-- Every row with the code of its module, by the person's audience where the text leaves it open; or why not.

with

known as (
    select
        incoming.*,
        module_text.teacher,
        module_text.manager,
        coalesce(person.audience, $audience) as audience
    from incoming
    left join module_text on incoming.module_code = module_text.text
    left join person on incoming.identifier = person.identifier
),

coded as (
    select
        *,
        case
            when teacher = manager or audience = 'teacher' then teacher
            when audience = 'manager' then manager
        end as code
    from known
)

select
    * exclude (module_code, teacher, manager, audience, code),
    module_code as module_text,
    case when module_code is not null then code end as module_code,
    case
        when module_code is null or code is not null then null
        when teacher is null then 'unknown_module'
        else 'module_needs_audience'
    end as reason
from coded
