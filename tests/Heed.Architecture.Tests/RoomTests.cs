using Heed.Testing;

namespace Heed.Architecture.Tests;

public sealed class RoomTests
{
    public static TheoryData<string> All => [.. Rooms.MayKnow.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_room_knows_only_the_rooms_of_the_plan(string room)
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, $"{Rooms.Prefix}{room}.dll");

        Assert.True(File.Exists(assembly), $"expected {assembly}");
        Assert.Empty(Rooms.Forbidden(room, AssemblyReferences.Of(assembly)));
    }

    [Fact]
    public void A_reference_against_the_plan_is_found()
    {
        Assert.Equal(["Model knows Storage"], Rooms.Forbidden("Model", ["System.Runtime", "Heed.Storage"]));
        Assert.Equal(["Storage knows Query"], Rooms.Forbidden("Storage", ["Heed.Model", "Heed.Query"]));
        Assert.Empty(Rooms.Forbidden("Query", ["Heed.Model", "Heed.Storage", "YamlDotNet"]));
    }

    /// <summary>Were the metadata read wrongly, no reference would ever be found.</summary>
    [Fact]
    public void References_are_read_from_built_assemblies() =>
        Assert.Contains("Heed.Model", AssemblyReferences.Of(Path.Combine(AppContext.BaseDirectory, "Heed.Documents.dll")));

    [Fact]
    public void Every_folder_of_the_source_is_a_room_of_the_plan()
    {
        IEnumerable<string> folders = Directory.EnumerateDirectories(RepositoryFiles.Path("src")).Select(folder => Path.GetFileName(folder)!);
        IEnumerable<string> planned = [.. Rooms.MayKnow.Keys.Select(room => Rooms.Prefix + room), Rooms.Prefix + Rooms.Program];

        Assert.Equal(planned.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_plan_has_no_circle()
    {
        HashSet<string> placed = [];
        while (Rooms.MayKnow.FirstOrDefault(r => !placed.Contains(r.Key) && r.Value.All(placed.Contains)).Key is { } next) placed.Add(next);

        Assert.Equal(Rooms.MayKnow.Count, placed.Count);
    }
}
