using Heed.Model.Records;
using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Tests;

public sealed class RecordTableTests
{
    [Fact]
    public void Finds_what_a_dictionary_finds_through_adds_and_removals_in_any_order()
    {
        RecordTable<int> table = new(1);
        Dictionary<RecordId, int> twin = [];
        Random random = new(3);
        for (int step = 0; step < 200_000; step++)
        {
            // Few distinct low words: chains of equal places, which removals must not break.
            RecordId id = new((ulong)random.Next(400), (ulong)random.Next(1, 40));
            int slot = table.Find(id);
            Assert.Equal(twin.ContainsKey(id), slot >= 0);
            if (slot >= 0)
            {
                Assert.Equal((twin[id], (byte)twin[id]), (table.At(slot), table.ExtrasAt(slot)[0]));
                if (random.Next(3) == 0)
                {
                    table.Remove(slot);
                    twin.Remove(id);
                }
            }
            else if (twin.Count < 500)
            {
                int value = step;
                table.ExtrasAt(table.Add(id, value))[0] = (byte)value;
                twin.Add(id, value);
            }

            Assert.Equal(twin.Count, table.Count);
        }

        Assert.True(table.Length <= 2048);
    }

    [Fact]
    public void Gives_the_oldest_first()
    {
        RecordTable<int> table = new(0);
        for (int i = 1; i <= 1000; i++) table.Add(new RecordId(0, (ulong)i), i);
        table.Remove(table.Find(new RecordId(0, 1)));
        for (int i = 2; i <= 1000; i++)
        {
            Assert.Equal(i, table.At(table.Oldest()));
            table.Remove(table.Oldest());
        }

        Assert.Equal(-1, table.Oldest());
    }
}
