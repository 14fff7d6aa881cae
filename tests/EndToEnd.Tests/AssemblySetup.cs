using MLOpsBuild.EndToEnd.Tests;

// Each test trains and serves on a machine of a few cores: one at a time is quicker, and times out less.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(BuiltCheckout))]
