namespace Heed.Documents.Tests;

public sealed class DocumentTests
{
    private readonly Diagnostics _diagnostics = new();

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("~\n")]
    [InlineData("null")]
    [InlineData("---\n")]
    public void A_file_without_content_has_an_empty_root(string text)
    {
        Document document = Document.Parse("f", text, _diagnostics);

        Assert.Equal(NodeKind.Null, document.Root.Kind);
        Assert.Empty(document.Root.ReadMapping().Members);
        Assert.Empty(_diagnostics.All);
    }

    [Theory]
    [InlineData("a: [1", "f:1:6: not YAML: ")]
    [InlineData("a: 1\nb: 2\na: 3\n", "f:3:1: not YAML: Duplicate key a")]
    [InlineData("a: 1\n\tb: 2\n", "f:1:4: not YAML: ")]
    [InlineData("a: \"x\n", "f:1:4: not YAML: ")]
    [InlineData("a: *x\n", "f:1:1: not YAML: ")]
    [InlineData("a: 1\n---\nb: 2\n", "f:3:1: expected one document, found a second one")]
    public void What_is_no_single_document_is_reported_with_its_place(string text, string expected)
    {
        Document.Parse("f", text, _diagnostics);

        Assert.StartsWith(expected, Assert.Single(_diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_keys_are_reported_at_the_key_with_the_nearest_known_one()
    {
        MappingReader reader = Document.Parse("f", "a:\n  naem: 1\n  other: 2\n  type: 3\n", _diagnostics).Root.ReadMapping().Members[0].Value.ReadMapping();
        Assert.False(reader.TryGet("name", out _));
        Assert.True(reader.TryGet("type", out _));
        reader.Finish();

        Assert.Equal(
            ["f:2:3: a.naem: unknown key \"naem\"; known here: name, type (did you mean \"name\"?)", "f:3:3: a.other: unknown key \"other\"; known here: name, type"],
            _diagnostics.All.Select(d => d.ToString()));
    }

    [Fact]
    public void A_required_key_that_is_missing_or_null_is_reported_at_its_mapping()
    {
        MappingReader reader = Document.Parse("f", "- x: 1\n- name:\n", _diagnostics).Root.ReadSequence()[1].ReadMapping();

        Assert.False(reader.TryRequire("name", "a text", out _));
        Assert.True(reader.IsWritten("name"));
        Assert.Equal("f:2:3: [1]: expected the key \"name\" (a text), found none", Assert.Single(_diagnostics.All).ToString());
    }

    [Fact]
    public void Members_keep_the_order_of_the_file_and_know_their_paths()
    {
        MappingReader reader = Document.Parse("f", "b:\n  - x: 1\na: 2\n", _diagnostics).Root.ReadMapping();

        Assert.Equal(["b", "a"], reader.Members.Select(m => m.Key));
        Assert.Equal("b[0].x", reader.Members[0].Value.ReadSequence()[0].ReadMapping().Members[0].Value.Path);
    }

    [Theory]
    [InlineData("? [a]\n: 1\n", "f:1:3: expected a key, found a list or mapping")]
    public void A_key_that_is_no_text_is_reported(string text, string expected)
    {
        Document.Parse("f", text, _diagnostics).Root.ReadMapping();

        Assert.Equal(expected, Assert.Single(_diagnostics.All).ToString());
    }

    [Theory]
    [InlineData("x", NodeKind.Scalar, "x", false)]
    [InlineData("'null'", NodeKind.Scalar, "null", true)]
    [InlineData("''", NodeKind.Scalar, "", true)]
    [InlineData("|\n  a\n  b\n", NodeKind.Scalar, "a\nb\n", true)]
    [InlineData(">-\n  a\n  b\n", NodeKind.Scalar, "a b", true)]
    [InlineData("[a]", NodeKind.Sequence, null, false)]
    [InlineData("{a: 1}", NodeKind.Mapping, null, false)]
    public void A_node_knows_its_kind_and_text(string text, NodeKind kind, string? value, bool quoted)
    {
        DocumentNode root = Document.Parse("f", text, _diagnostics).Root;

        Assert.Equal((kind, value, quoted), (root.Kind, root.Text, root.IsQuoted));
        Assert.Empty(_diagnostics.All);
    }

    [Fact]
    public void A_diagnostic_without_a_place_names_only_the_file()
    {
        Assert.Equal("f: gone", new Diagnostic("f", 0, 0, "", "gone").ToString());
        Assert.Equal("f:1:2: a.b: wrong (did you mean \"x\"?)", new Diagnostic("f", 1, 2, "a.b", "wrong", "x").ToString());
    }
}
