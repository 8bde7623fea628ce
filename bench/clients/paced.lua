-- Waits a millisecond before each request of a connection: a busy service, not one that is driven as fast as it goes.
function delay()
  return 1
end
