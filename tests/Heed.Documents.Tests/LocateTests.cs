namespace Heed.Documents.Tests;

/// <summary>Each case marks one character of a scalar with an X; the X of the value has to lead to the X of the file.</summary>
public sealed class LocateTests
{
    public static TheoryData<string, string> Scalars => new()
    {
        { "a plain text", "e: up == 0X\n" },
        { "a plain text in a list", "e:\n  - one\n  - fooX bar\n" },
        { "a plain text over two lines", "e: sum(up)\n  > X1\n" },
        { "a plain text over a blank line", "e: sum(up)\n\n  > X1\n" },
        { "a plain text behind an anchor", "e: &a up == X0\n" },
        { "a plain text behind a tag", "e: !!str up == X0\n" },
        { "single quotes", "e: 'up == X0'\n" },
        { "single quotes with a doubled one", "e: 'up{a=''b''} == X0'\n" },
        { "single quotes over two lines", "e: 'up\n    == X0'\n" },
        { "double quotes", "e: \"up == X0\"\n" },
        { "double quotes with escaped quotes", "e: \"up{a=\\\"b\\\"} == X0\"\n" },
        { "double quotes with numeric escapes", "e: \"\\x41\\u00e9\\U0001F600 X0\"\n" },
        { "double quotes with an escaped line break", "e: \"up \\\n    == X0\"\n" },
        { "a literal block", "e: |\n  sum(up)\n  X> 1\n" },
        { "a literal block, its first character", "e: |\n  Xsum(up)\n" },
        { "a literal block with chomping and a comment", "e: |- # why\n  sum(up)\n  X> 1\n" },
        { "a literal block with a deeper line", "e: |\n  sum(\n      Xup)\n" },
        { "a literal block with a blank line", "e: |\n  sum(\n\n  Xup)\n" },
        { "a literal block whose first line is blank", "e: |\n\n  sum(\n  Xup)\n" },
        { "a literal block with an indentation indicator", "e: |2\n    sum(\n  Xup)\n" },
        { "a literal block whose first line is deeper", "e: |2\n    Xsum(\n  up)\n" },
        { "a literal block with spaces at a line's end", "e: |\n  sum(  \n  Xup)\n" },
        { "a folded block", "e: >\n  sum(\n  Xup)\n" },
        { "a folded block with a deeper line", "e: >-\n  sum(\n    up\n  X)\n" },
        { "a literal block with carriage returns", "e: |\r\n  sum(\r\n  Xup)\r\n" },
        { "letters outside ASCII before it", "e: 'é😀 X0'\n" },
        { "a key before it in the file, with letters outside ASCII", "é😀: ü\ne: 'up X0'\n" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void The_place_of_a_character_in_the_value_is_its_place_in_the_file(string what, string text)
    {
        Document document = Document.Parse("f.yml", text, new Diagnostics());
        DocumentNode node = LastScalar(document.Root);
        int marked = text.IndexOf('X', StringComparison.Ordinal);
        int line = 1 + text.AsSpan(0, marked).Count('\n');
        int column = marked - text.LastIndexOf('\n', marked);

        DocumentPosition place = node.Locate(node.Text!.IndexOf('X', StringComparison.Ordinal));

        Assert.True(place == new DocumentPosition(line, column), $"{what}: expected {line}:{column}, found {place}");
    }

    [Theory]
    [InlineData("e: up\n", 2, 1, 6)]
    [InlineData("e: 'up'\n", 2, 1, 7)]
    [InlineData("e: up", 2, 1, 6)]
    [InlineData("e: up", 99, 1, 6)]
    [InlineData("e: up", -1, 1, 4)]
    [InlineData("e: ''", 0, 1, 5)]
    [InlineData("e: |\n  up", 2, 2, 5)]
    public void Both_ends_of_the_value_have_a_place(string text, int offset, int line, int column) =>
        Assert.Equal(new DocumentPosition(line, column), LastScalar(Document.Parse("f", text, new Diagnostics()).Root).Locate(offset));

    [Fact]
    public void Every_character_of_a_literal_block_leads_to_the_same_character()
    {
        const string Text = "groups:\n  - expr: |\n      sum by (a) (\n        rate(x[5m])\n      )\n\n      > bool 1\n    next: 1\n";
        Document document = Document.Parse("f", Text, new Diagnostics());
        DocumentNode node = document.Root.ReadMapping().Members[0].Value.ReadSequence()[0].ReadMapping().Members[0].Value;
        string[] lines = Text.Split('\n');
        string value = node.Text!;
        int compared = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsWhiteSpace(value[i])) continue;
            DocumentPosition place = node.Locate(i);
            Assert.Equal(value[i], lines[place.Line - 1][place.Column - 1]);
            compared++;
        }

        Assert.Equal(27, compared);
    }

    [Fact]
    public void A_mistake_inside_a_scalar_is_reported_at_its_character()
    {
        Diagnostics diagnostics = new();
        LastScalar(Document.Parse("rules.yml", "e: 'up =='\n", diagnostics).Root).ReportAt(5, "expected an expression");

        Assert.Equal("rules.yml:1:10: e: expected an expression", Assert.Single(diagnostics.All).ToString());
    }

    [Fact]
    public void A_list_has_only_the_place_of_its_start()
    {
        DocumentNode list = Document.Parse("f", "e:\n  - a\n", new Diagnostics()).Root.ReadMapping().Members[0].Value;

        Assert.Equal(new DocumentPosition(2, 3), list.Locate(5));
    }

    private static DocumentNode LastScalar(DocumentNode node) => node.Kind switch
    {
        NodeKind.Mapping => LastScalar(node.ReadMapping().Members[^1].Value),
        NodeKind.Sequence => LastScalar(node.ReadSequence()[^1]),
        _ => node,
    };
}
