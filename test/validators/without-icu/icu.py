"""Stands in for PyICU, which FollowTheMoney imports at once and uses only to romanise names."""


class Transliterator:
    @staticmethod
    def createInstance(rules: str) -> "Transliterator":
        return Transliterator()

    def transliterate(self, text: str) -> str:
        raise RuntimeError("Romanising needs PyICU, which the validators do without.")
