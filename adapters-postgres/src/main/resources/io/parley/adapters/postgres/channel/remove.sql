-- Removes a room. Changes one row, or none if there was none.
delete from parley.rooms where realm = :realm and name = :name
