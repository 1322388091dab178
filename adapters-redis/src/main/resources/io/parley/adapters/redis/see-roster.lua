-- Who is in a roster, at one moment.
-- KEYS: as of all  ARGV: as of all
-- Returns a list: the roster's era and number, then for each user the member and his state.
local era, number = version()
local users = redis.call('HKEYS', KEYS[2])
if told and #users == 0 then
  keepVersion(0)
end
local function hash(key)
  local fields, map = redis.call('HGETALL', key), {}
  for i = 1, #fields, 2 do
    map[fields[i]] = fields[i + 1]
  end
  return map
end
local members, states, entered = hash(KEYS[3]), hash(KEYS[4])
-- Of whom a release before versions entered, and in rosters that nobody hears of, there are the entries alone.
local function memberOf(user)
  if not entered then
    entered = {}
    for entry, member in pairs(hash(KEYS[1])) do
      entered[string.sub(entry, string.find(entry, '/', 1, true) + 1)] = memberIn(member)
    end
  end
  return entered[user]
end
local seen = {era, number}
for _, user in ipairs(users) do
  local member = members[user] or memberOf(user)
  if member then
    seen[#seen + 1] = member
    seen[#seen + 1] = states[user] or NOTHING
  end
end
return seen
