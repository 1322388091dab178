-- Takes a user off the members of a room. Changes no row if there is no room, or none that names him.
update parley.rooms
set members = array_remove(members, :subject), updated_at = now()
where realm = :realm and name = :name and :subject = any (members)
