namespace Heed.Server.Tests.State;

/// <summary>Tests that share a PostgreSQL.</summary>
[CollectionDefinition(nameof(PostgresTests))]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>;
