"""The service as it is operated: several processes behind nginx, one of them killed now and then."""
